import type { Channel, Signals } from '../signals/channels.js';
import { stepNoise } from '../signals/level.js';

/** Where a series rises for good: the first slot after it, and the rise in standard errors. */
export type Split = { slot: number; gain: number };

/** So far back (slots) a rise is looked for. */
const HORIZON = 240;
/** Rises below this mean nothing. */
const FLOORS = { errors: 0.01, latency: 0.1 };

/** One slot alone may be off by chance. */
const LAST_ALONE = 0.6;

/** The rise of each measure of calls, over all pods together. */
export type Splits = ReadonlyMap<Channel, Split>;

export function splitsOf({ channels, now }: Signals): Splits {
  const found = new Map<Channel, Split>();
  for (const channel of channels) {
    if (channel.metric !== 'errors' && channel.metric !== 'latency') continue;
    const values = channel.pooled.filter(([slot]) => slot >= now - HORIZON);
    const floor = FLOORS[channel.metric];
    const noise = Math.max(stepNoise([{ values: new Map(values) }]), floor / 2);
    const split = splitOf(values, noise, floor);
    if (split) found.set(channel, split);
  }
  return found;
}

/** The split into before and after with the largest rise. */
function splitOf(values: Channel['pooled'], noise: number, floor: number): Split | undefined {
  const total = values.reduce((sum, [, value]) => sum + value, 0);
  const count = values.length;
  let before = 0;
  let best: Split | undefined;
  for (let n = 1; n < count; n += 1) {
    before += values[n - 1]?.[1] ?? 0;
    if (n < 4) continue;
    const rise = (total - before) / (count - n) - before / n;
    if (rise < floor) continue;
    const gain = (count - n === 1 ? LAST_ALONE : 1) * (rise / noise) * Math.sqrt((n * (count - n)) / count);
    if (!best || gain > best.gain) best = { slot: values[n]?.[0] ?? 0, gain };
  }
  return best;
}
