import * as v from "valibot";
import type { Experiment, ExperimentSpec, Item } from "./contract.ts";
import type { Fields, SettingsOf } from "./fields.ts";

/** Closes an experiment's own types in; rows are checked wherever they come from outside. */
export function defineExperiment<F extends Fields, I extends Item, R, S>(
  spec: ExperimentSpec<F, I, R, S>,
): Experiment {
  const own = (settings: unknown) => settings as SettingsOf<F>;
  return {
    ...spec,
    fault: (settings, facts) => spec.fault?.(own(settings), facts) ?? null,
    items(settings, model) {
      const ids = spec.items(own(settings), model).map(({ id }) => id);
      if (new Set(ids).size < ids.length) throw new RangeError(`${spec.name}: two items are alike`);
      return ids;
    },
    async run(id, context) {
      const settings = own(context.settings);
      const item = spec.items(settings, context.facts).find((one) => one.id === id);
      if (item === undefined) throw new RangeError(`${spec.name} has no item ${id}`);
      return spec.run(item, { ...context, settings });
    },
    parseRow: (row) => v.parse(spec.row, row),
    results(rows, settings, model) {
      const checked = new Map([...rows].map(([id, row]) => [id, v.parse(spec.row, row)] as const));
      const summary = spec.summarise(checked, own(settings), model);
      if (summary === null) return null;
      return {
        summary,
        sentence: spec.sentence(summary),
        table: spec.table(summary),
        findings: spec.findings(summary),
      };
    },
  };
}
