import type { AnomalyLine, ChangeLine, Watch, WatchLine, WindowLine } from '@hormesis/statistics';

/** Numbers that are the same for a seed everywhere (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function poisson(next: () => number, mean: number): number {
  if (mean > 40) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > end; product *= next()) count++;
  return count;
}

export type Traffic = {
  seed: number;
  /** Seconds before the change, and after it. */
  before?: number;
  after?: number;
  /** Requests a second of everybody. */
  requests?: number;
  errors?: number;
  /** Mean size of bursts of errors. */
  burst?: number;
  /** Shares of the traffic once the change is there. */
  cohorts?: Readonly<Record<string, number>>;
  /** The cohort of everybody before. */
  everybody?: string;
  changes?: readonly string[];
  /** Times as many errors, by cohort and second since the change. */
  lift?: (cohort: string, second: number) => number;
  /** Times as slow; with it, windows have a latency. */
  slow?: (cohort: string, second: number) => number;
  windowSeconds?: number;
  /** What becomes of a window on its way. */
  sent?: (window: WindowLine, second: number) => WindowLine | undefined;
};

const epoch = 1_700_000_000_000;
const bounds = [25, 50, 75, 100, 150, 250, 500, 1_000, 2_500];

/** Lines of made-up traffic, in order of arrival. Second 0 is the change. */
export function lines(traffic: Traffic): WatchLine[] {
  const { before = 300, after = 600, windowSeconds = 1 } = traffic;
  const next = random(traffic.seed);
  const all: WatchLine[] = [];
  for (let second = -before; second < after; second += windowSeconds) {
    if (second >= 0 && second < windowSeconds) all.push(...(traffic.changes ?? ['c']).map(changeLine));
    const cohorts =
      second < 0 ? { [traffic.everybody ?? 'control']: 1 } : (traffic.cohorts ?? { control: 0.5, c: 0.5 });
    for (const [cohort, share] of Object.entries(cohorts)) {
      const window = windowLine(traffic, next, cohort, share, second, windowSeconds);
      const sent = traffic.sent ? traffic.sent(window, second) : window;
      if (sent) all.push(sent);
    }
  }
  return all.sort((one, other) => one.at - other.at);
}

/** What a watch says, with times in seconds since the change. */
export function said(
  watch: Watch,
  some: readonly WatchLine[],
): { at: number; onset: number; changeId: string | undefined; method: string }[] {
  return [...some.flatMap((line) => watch.take(line)), ...watch.finish()].map(inSeconds);
}

export function inSeconds({ t, anomaly }: AnomalyLine) {
  return {
    at: (t - epoch) / 1_000,
    onset: (anomaly.onset - epoch) / 1_000,
    changeId: anomaly.changeId,
    method: anomaly.method,
  };
}

function changeLine(id: string): ChangeLine {
  return { t: epoch, at: epoch + 40, change: { id, service: 'checkout', kind: 'deploy', exposure: 0.5 } };
}

function windowLine(
  { requests = 100, errors = 0.005, burst = 1, lift, slow }: Traffic,
  next: () => number,
  cohort: string,
  share: number,
  second: number,
  seconds: number,
): WindowLine {
  const total = poisson(next, requests * share * seconds);
  const harm = lift?.(cohort, second) ?? 1;
  let bad = 0;
  for (let left = poisson(next, (total * errors * harm) / burst); left > 0; left--) {
    bad++;
    while (next() < 1 - 1 / burst) bad++;
  }
  const t = epoch + (second + seconds) * 1_000;
  const window = { t, at: t + 50, service: 'checkout', environment: 'production', cohort, metric: 'errors' };
  const counted = { ...window, total, bad: Math.min(total, bad) };
  return slow ? { ...counted, latency: latencyOf(next, total, slow(cohort, second)) } : counted;
}

function latencyOf(next: () => number, count: number, factor: number) {
  const le = bounds.map(() => 0);
  let sumMs = 0;
  for (let i = 0; i < count; i++) {
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const ms = 120 * factor * Math.exp(0.8 * normal);
    sumMs += ms;
    for (const [place, bound] of bounds.entries()) if (ms <= bound) le[place] = (le[place] ?? 0) + 1;
  }
  return { count, sumMs, le: Object.fromEntries(bounds.map((bound, i) => [bound, le[i] ?? 0])) };
}
