import type { RangeFunction } from '../plan/range-function-node.js';

type Extrapolation = { dialect: '2' | '3'; counter: boolean; perSecond: boolean; rangeMs: number };

/**
 * `rate`, `increase` and `delta`: the difference of the last and the first sample, corrected for counter resets and
 * extrapolated to the bounds of the range, as Prometheus' extrapolatedRate.
 */
export function extrapolated({ dialect, counter, perSecond, rangeMs }: Extrapolation): RangeFunction {
  const toStart = dialect === '2' ? reachBefore3 : reachSince3;
  const divisor = perSecond ? rangeMs / 1000 : 1;
  return ({ times, values, start, end, from, to, correction }) => {
    if (end - start < 2) return undefined;
    const firstTime = times[start] as number;
    const lastTime = times[end - 1] as number;
    const first = values[start] as number;
    let result = (values[end - 1] as number) - first;
    if (counter) result += correction;
    const sampled = (lastTime - firstTime) / 1000;
    const spacing = sampled / (end - start - 1);
    const threshold = spacing * 1.1;
    const toZero =
      counter && result > 0 && first >= 0 ? sampled * (first / result) : Number.POSITIVE_INFINITY;
    const left = toStart((firstTime - from) / 1000, toZero, threshold, spacing);
    const beyond = (to - lastTime) / 1000;
    const right = beyond < threshold ? beyond : spacing / 2;
    return result * ((sampled + left + right) / sampled / divisor);
  };
}

/** How far a counter is continued before its first sample: never beyond where it would have been zero. */
function reachSince3(toBound: number, toZero: number, threshold: number, spacing: number): number {
  const reach = toBound >= threshold ? spacing / 2 : toBound;
  return Math.min(toZero, reach);
}

/** Prometheus 2 compared with the zero before it looked at the threshold. */
function reachBefore3(toBound: number, toZero: number, threshold: number, spacing: number): number {
  const reach = Math.min(toZero, toBound);
  return reach < threshold ? reach : spacing / 2;
}

/** `irate` and `idelta`: the last two samples only. */
export function instant(perSecond: boolean): RangeFunction {
  return ({ times, values, start, end }) => {
    if (end - start < 2) return undefined;
    const last = values[end - 1] as number;
    const before = values[end - 2] as number;
    const ms = (times[end - 1] as number) - (times[end - 2] as number);
    if (ms === 0) return undefined;
    const change = perSecond && last < before ? last : last - before;
    return perSecond ? change / (ms / 1000) : change;
  };
}
