import { type Recovery, recovery, takeRecovery, type Verdict, verdictOf } from '@hormesis/statistics';

/** Counts of a while, window by window. */
export type Counts = readonly { total: number; bad: number }[];

export type ReverseTest = { verdict: Verdict; evidence: string };

/** Less than this many times as often as before is no harm that could be seen to go. */
const LEAST_LIFT = 1.3;

/**
 * Whether the harm is gone since an action: what came after it, against before the onset and between the two.
 * `undefined` where nothing was measured, or nothing had got worse by these counts.
 */
export function reverseTest(before: Counts, during: Counts, after: Counts): ReverseTest | undefined {
  const [was, harmed, now] = [sum(before), sum(during), sum(after)];
  if (was.total === 0 || harmed.total === 0 || now.total === 0) return undefined;
  const rate = (was.bad + 0.5) / (was.total + 1);
  const lift = harmed.bad / harmed.total / rate;
  if (lift < LEAST_LIFT) return undefined;
  const state = after.reduce<Recovery>(
    (sofar, { total, bad }) => takeRecovery(sofar, total, bad),
    recovery(rate, lift, dispersionOf(before)),
  );
  const evidence = `${shareOf(now)} after the action, ${shareOf(harmed)} while it was harmed, ${shareOf(was)} before.`;
  return { verdict: verdictOf(state), evidence };
}

type Sum = { total: number; bad: number };

function sum(counts: Counts): Sum {
  return counts.reduce((all, { total, bad }) => ({ total: all.total + total, bad: all.bad + bad }), {
    total: 0,
    bad: 0,
  });
}

/** How much more bad counts vary from window to window than independent ones would: variance by mean, at least 1. */
function dispersionOf(counts: Counts): number {
  if (counts.length < 10) return 1;
  const mean = counts.reduce((all, { bad }) => all + bad, 0) / counts.length;
  if (mean === 0) return 1;
  const variance = counts.reduce((all, { bad }) => all + (bad - mean) ** 2, 0) / (counts.length - 1);
  return Math.max(1, variance / mean);
}

function shareOf({ total, bad }: Sum): string {
  return `${bad.toLocaleString('en')} of ${total.toLocaleString('en')} were bad`;
}
