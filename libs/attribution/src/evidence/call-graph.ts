import type { Case } from '../case/case.js';

/** Who calls whom, as given and as seen. */
export type Calls = { callees: ReadonlyMap<string, readonly string[]>; known: boolean };

export function callsOf({ edges, series }: Pick<Case, 'edges' | 'series'>): Calls {
  const callees = new Map<string, Set<string>>();
  const add = (from: string | null, to: string | null) => {
    if (!from || !to || from === to) return;
    const there = callees.get(from) ?? new Set();
    callees.set(from, there.add(to));
  };
  for (const { from, to } of edges) add(from, to);
  for (const { from, to } of series) add(from, to);
  const sorted = [...callees].map(([from, to]) => [from, [...to].sort()] as const);
  return { callees: new Map(sorted), known: callees.size > 0 };
}

/** How many calls lead from one service to another; `undefined`: none do. */
export function hops({ callees }: Calls, from: string, to: string): number | undefined {
  const seen = new Set([from]);
  let level = [from];
  for (let count = 0; level.length > 0; count += 1) {
    if (level.includes(to)) return count;
    level = level.flatMap((service) => callees.get(service) ?? []).filter((service) => !seen.has(service));
    for (const service of level) seen.add(service);
  }
  return undefined;
}
