import type { Labels } from '../series.js';

export const nameLabel = '__name__';

/** A text that is equal for equal labels, whatever their order; an empty value counts as absent. */
export function labelKey(labels: Labels): string {
  const names = Object.keys(labels).filter((name) => labels[name] !== '');
  names.sort();
  return JSON.stringify(names.map((name) => [name, labels[name]]));
}

export function without(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

export function keep(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)));
}

export const withoutName = (labels: Labels): Labels => without(labels, [nameLabel]);

/** Labels as Prometheus writes them: `name{a="b"}`. */
export function formatLabels(labels: Labels): string {
  const pairs = Object.entries(labels)
    .filter(([name]) => name !== nameLabel)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${labels[nameLabel] ?? ''}{${pairs.join(', ')}}`;
}

/** Slots with labels that are all different, and where each of the given label sets went. */
export type Slotting = { labels: readonly Labels[]; slotOf: Int32Array; unique: boolean };

export function slotting(labels: readonly Labels[]): Slotting {
  const slots = new Map<string, number>();
  const distinct: Labels[] = [];
  const slotOf = Int32Array.from(labels, (each) => {
    const key = labelKey(each);
    const known = slots.get(key);
    if (known !== undefined) return known;
    slots.set(key, distinct.length);
    return distinct.push(each) - 1;
  });
  return { labels: distinct, slotOf, unique: distinct.length === labels.length };
}
