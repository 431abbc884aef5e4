/** How often something bad happens when nothing is wrong, learnt from what is not exposed. */
export type BaseRate = {
  total: number;
  bad: number;
  heldTotal: number;
  heldBad: number;
  heldSince: number | null;
  learntAt: number | null;
};

export function baseRate(): BaseRate {
  return { total: 0, bad: 0, heldTotal: 0, heldBad: 0, heldSince: null, learntAt: null };
}

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
  }
  base.heldTotal = 0;
  base.heldBad = 0;
  base.heldSince = at;
}

/** The rate as it is best known; half an event stands for what was not seen yet. */
export function rateOf(base: BaseRate): number {
  return (base.bad + 0.5) / (base.total + 50);
}

/** The rate at the upper end of what it may be (one standard error): an estimate that is too low would alarm by itself. */
export function cautiousRate(base: BaseRate, dispersion = 1): number {
  return (base.bad + 0.5 + Math.sqrt((base.bad + 0.75) * dispersion)) / (base.total + 50);
}

/** Whether enough was seen to call the rate known. */
export function isKnown(base: BaseRate): boolean {
  return base.total >= 1_000 || (base.bad >= 12 && base.total >= 100);
}
