import type { Bucket, Cell, Cohort, Group } from './state.js';

/** Those with a change beside those who differ from them by this change alone, in one bucket. */
export type Stratum = { exposed: Cell; control: Cell | undefined };

/**
 * Pairs the cohorts of a bucket for each change: `a` with `control`, `a+b` with `b`. So a second change never counts for
 * the first. Where two changes were never apart, they are one: `a+b` with `control`.
 */
export function strataOf(
  group: Group,
  { cells }: Pick<Bucket, 'cells'>,
  base: Cell | undefined,
): Map<string, Stratum[]> {
  const strata = new Map<string, Stratum[]>();
  for (const [key, exposed] of cells) {
    const cohort = group.cohorts.get(key);
    if (cohort === undefined || cohort.parts.length === 0) continue;
    if (cohort.parts.length > 1 && !cohort.partners.some((partner) => isSeen(group, partner))) {
      addTo(strata, key, { exposed, control: base });
      continue;
    }
    cohort.parts.forEach((part, i) => {
      const partner = cohort.partners[i] ?? 'control';
      if (partner === 'control') addTo(strata, part, { exposed, control: base });
      else if (isSeen(group, partner)) addTo(strata, part, { exposed, control: cells.get(partner) });
    });
  }
  return strata;
}

/** Those who have no change: `control`, else `all`. */
export function baseCell(group: Group, cells: ReadonlyMap<string, Cell>, index: number): Cell | undefined {
  const control = cells.get('control');
  if (control !== undefined) return control;
  const known = group.cohorts.get('control');
  return known !== undefined && index - known.lastIndex < 30 ? undefined : cells.get('all');
}

/** The past is compared with cohorts of this change alone, where there are some: others may suffer from another change. */
export function forPast(group: Group, part: string, cells: ReadonlyMap<string, Cell>): Cell[] {
  const alone = cells.get(part);
  if (alone !== undefined) return [alone];
  if (isSeen(group, part)) return [];
  return [...cells].filter(([key]) => has(group.cohorts.get(key), part)).map(([, cell]) => cell);
}

function has(cohort: Cohort | undefined, part: string): boolean {
  return cohort?.parts.includes(part) === true;
}

function isSeen(group: Group, key: string): boolean {
  if (key === 'control') return true;
  const cohort = group.cohorts.get(key);
  return cohort !== undefined && cohort.lastT > 0;
}

function addTo(strata: Map<string, Stratum[]>, part: string, stratum: Stratum): void {
  const list = strata.get(part);
  if (list === undefined) strata.set(part, [stratum]);
  else list.push(stratum);
}
