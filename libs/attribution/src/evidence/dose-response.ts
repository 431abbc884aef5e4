import type { CaseChange } from '../case/case.js';
import type { Channel, Signals } from '../signals/channels.js';
import { correlation, ranks } from '../signals/robust.js';
import { exposedShare } from './exposure.js';

const HORIZON = 120;

/**
 * How well harm follows exposure over the steps: the best rank correlation of the share of replicas that have the
 * change with a measure, over the last two hours. 0 where the share never varied.
 */
export function doseResponse(
  change: CaseChange,
  { slotMs, now }: Signals,
  channels: readonly Channel[],
): number {
  let best = 0;
  for (const { metric, pooled } of channels) {
    if (metric !== 'errors' && metric !== 'latency') continue;
    const harm = pooled.filter(([slot]) => slot >= now - HORIZON);
    if (harm.length < 8) continue;
    const share = harm.map(([slot]) => exposedShare(change, (slot + 0.5) * slotMs));
    const rank = correlation(ranks(share), ranks(harm.map(([, value]) => value)));
    const line = correlation(
      share,
      harm.map(([, value]) => value),
    );
    best = Math.max(best, (rank + line) / 2);
  }
  return best;
}
