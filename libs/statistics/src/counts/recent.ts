/** What those without a change had in about the last half minute: it keeps the past honest. */
export type Recent = { total: number; sum: number };

const memoryMs = 30_000;

export function recent(): Recent {
  return { total: 0, sum: 0 };
}

export function addRecent(state: Recent, total: number, sum: number, widthMs: number): void {
  const kept = Math.exp(-widthMs / memoryMs);
  state.total = state.total * kept + total;
  state.sum = state.sum * kept + sum;
}

/** The past as what happens now allows: mixed with the last half minute, the past counting as so many requests. */
export function honest(past: number, weight: number, { total, sum }: Recent): number {
  return Math.max(past, (past * weight + sum) / (weight + total));
}
