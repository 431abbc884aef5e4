/** The mean when nothing is wrong, and how much windows scatter about it. Learnt half a minute late. */
export type BaseMean = {
  count: number;
  sum: number;
  heldCount: number;
  heldSum: number;
  heldSince: number | null;
  learntAt: number | null;
  fine: Scatter;
  coarse: Scatter;
  blockCount: number;
  blockSum: number;
  blockWindows: number;
};

/** Variance of one request, as far as the scatter of window means shows it. */
type Scatter = { spread: number; pairs: number; lastCount: number; lastMean: number };

const holdMs = 30_000;
const halfLifeMs = 20 * 60_000;
const windowsInBlock = 10;
const remembered = 2_000;

export function baseMean(): BaseMean {
  return {
    count: 0,
    sum: 0,
    heldCount: 0,
    heldSum: 0,
    heldSince: null,
    learntAt: null,
    fine: scatter(),
    coarse: scatter(),
    blockCount: 0,
    blockSum: 0,
    blockWindows: 0,
  };
}

export function learnMean(base: BaseMean, count: number, sum: number, at: number, doubted: boolean): void {
  base.heldSince ??= at;
  base.heldCount += count;
  base.heldSum += sum;
  if (at - base.heldSince < holdMs) return;
  if (!doubted) {
    const kept = base.learntAt === null ? 1 : 0.5 ** (Math.max(0, at - base.learntAt) / halfLifeMs);
    base.count = base.count * kept + base.heldCount;
    base.sum = base.sum * kept + base.heldSum;
    base.learntAt = at;
  }
  base.heldCount = 0;
  base.heldSum = 0;
  base.heldSince = at;
}

export function learnScatter(base: BaseMean, count: number, sum: number): void {
  if (count === 0) return;
  addWindow(base.fine, count, sum / count);
  base.blockCount += count;
  base.blockSum += sum;
  if (++base.blockWindows < windowsInBlock) return;
  addWindow(base.coarse, base.blockCount, base.blockSum / base.blockCount);
  base.blockCount = 0;
  base.blockSum = 0;
  base.blockWindows = 0;
}

export function meanOf(base: BaseMean): number {
  return base.count > 0 ? base.sum / base.count : base.heldSum / Math.max(1, base.heldCount);
}

export function meanIsKnown(base: BaseMean): boolean {
  return base.count >= 300;
}

/** Variance of one request as it shows between windows. @param prior what to hold true before anything was seen */
export function varianceOf(base: BaseMean, prior: number): number {
  const fine = shrunk(base.fine, prior, 10);
  const coarse = shrunk(base.coarse, fine, 20);
  return Math.max(fine, coarse);
}

function shrunk({ spread, pairs }: Scatter, prior: number, weight: number): number {
  return (weight * prior + spread) / (weight + pairs);
}

function addWindow(state: Scatter, count: number, mean: number): void {
  if (state.lastCount > 0) {
    const difference = mean - state.lastMean;
    state.spread += (difference * difference) / (1 / count + 1 / state.lastCount);
    if (++state.pairs > remembered) {
      state.spread /= 2;
      state.pairs /= 2;
    }
  }
  state.lastCount = count;
  state.lastMean = mean;
}

function scatter(): Scatter {
  return { spread: 0, pairs: 0, lastCount: 0, lastMean: 0 };
}
