/** How often something bad happens when nothing is wrong, learnt from what is not exposed. */
export type BaseRate = {
  total: number;
  bad: number;
  heldTotal: number;
  heldBad: number;
  heldSince: number | null;
  learntAt: number | null;
  /** Of how much time it was learnt. */
  learntMs: number;
};

export function baseRate(): BaseRate {
  return { total: 0, bad: 0, heldTotal: 0, heldBad: 0, heldSince: null, learntAt: null, learntMs: 0 };
}

const longMs = 4 * 60_000;
const holdMs = 30_000;
const halfLifeMs = 30 * 60_000;

/**
 * Learns from a window, half a minute late, so that harm that has just begun is not taken for normal. While `doubted`
 * (evidence of harm is building up) what is held is thrown away.
 */
export function learnRate(base: BaseRate, total: number, bad: number, at: number, doubted: boolean): void {
  base.heldSince ??= at;
  base.heldTotal += total;
  base.heldBad += bad;
  if (at - base.heldSince < holdMs) return;
  if (!doubted) {
    const kept = base.learntAt === null ? 1 : 0.5 ** (Math.max(0, at - base.learntAt) / halfLifeMs);
    base.total = base.total * kept + base.heldTotal;
    base.bad = base.bad * kept + base.heldBad;
    base.learntAt = at;
    base.learntMs += at - base.heldSince;
  }
  base.heldTotal = 0;
  base.heldBad = 0;
  base.heldSince = at;
}

/** The rate as it is best known; half an event stands for what was not seen yet. */
export function rateOf(base: BaseRate): number {
  return (base.bad + 0.5) / (base.total + 50);
}

/** The rate at the upper end of what it may be: an estimate that is too low would alarm by itself. */
export function cautiousRate(base: BaseRate, dispersion = 1, standardErrors = 1): number {
  const few = 1 + Math.min(1, 15 / (base.bad + 1));
  const error = few * standardErrors * Math.sqrt((base.bad + 0.75) * dispersion);
  return (base.bad + 0.5 + error) / (base.total + 50);
}

/** Whether the past is long enough to alarm on it alone, without a control. */
export function isLongKnown(base: BaseRate, dispersion: number): boolean {
  return base.learntMs >= longMs && isKnown(base, dispersion);
}

/** Whether enough was seen to call the rate known: bursts tell less than as many single errors. */
export function isKnown({ total, bad }: BaseRate, dispersion = 1): boolean {
  return total >= 5_000 || (bad >= 12 * dispersion && total >= 100);
}
