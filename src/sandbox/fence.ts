/**
 * Code that runs in each interpreter before all other. The interpreter looks at its limits between
 * steps of code, not within its own loops over lists: over a list that is long but holds nothing
 * ({ length: 2 ** 53 - 1 }) such a loop would not end. So methods of lists refuse those.
 */

/** Entries that a list may have where a method of lists goes over it. */
export const LONGEST_LIST = 1_000_000;

export const FENCE = `(() => {
  "use strict";
  const { prototype } = Array;
  const { apply, defineProperty } = Reflect;
  const refuse = (list) => {
    if (list !== null && list !== undefined && list.length > ${LONGEST_LIST}) {
      throw new RangeError("the list is too long");
    }
  };
  const set = (name, value) =>
    defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  const flat = (list, depth, into) => {
    for (let i = 0; i < list.length; i++) {
      if (!(i in list)) continue;
      const one = list[i];
      if (depth > 0 && Array.isArray(one)) flat(one, depth - 1, into);
      else into[into.length] = one;
    }
    return into;
  };
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const own = prototype[name];
    if (typeof own !== "function" || name === "constructor") continue;
    const wrapped = { [name](...args) {
      refuse(this);
      if (name === "concat") for (let i = 0; i < args.length; i++) refuse(args[i]);
      return apply(own, this, args);
    } }[name];
    set(name, wrapped);
  }
  const { map } = prototype;
  set("flat", function (depth = 1) { return flat(this, +depth || 0, []); });
  set("flatMap", function (...args) { return flat(apply(map, this, args), 1, []); });
  defineProperty(prototype, Symbol.iterator, { value: prototype.values, writable: true, configurable: true, enumerable: false });
})()`;
