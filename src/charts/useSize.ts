import { type RefObject, useEffect, useRef, useState } from "react";

export interface Size {
  /** Inner width in CSS pixels; 0 until measured. */
  readonly width: number;
  /** Root font size over 16: 1 at usual text, more when enlarged or presenting. */
  readonly scale: number;
}

/** Width of an element, followed as it changes. Charts draw in true pixels, so type never stretches. */
export function useSize<E extends HTMLElement>(): readonly [RefObject<E | null>, Size] {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<Size>({ width: 0, scale: 1 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const width = Math.floor(element.clientWidth);
      const scale =
        Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
      setSize((old) => (old.width === width && old.scale === scale ? old : { width, scale }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
