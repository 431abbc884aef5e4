import type { Case } from '../case/case.js';
import type { Channel, Signals } from '../signals/channels.js';
import { squash } from '../signals/robust.js';
import type { Split, Splits } from './split.js';

/** Since when it is worse (ms), and how sure that is: 0 not at all, from 1 on quite. */
export type Onset = { at: number; confidence: number };

/** A rise this much longer before the alert (minutes) counts e times less: alerts do not wait for hours. */
const PATIENCE_MINUTES = 45;

/**
 * When it began: the clearest rise over the calls to the service that alerts; over all calls if it names none or has no
 * series. The alert itself may come minutes later.
 */
export function onsetOf({ t, alert, onset }: Case, signals: Signals, splits: Splits): Onset {
  if (onset !== undefined) return { at: Math.min(onset, t), confidence: 2 };
  const weigh = ({ slot, gain }: Split) =>
    gain * Math.exp((-(signals.now - slot) * signals.slotMs) / (PATIENCE_MINUTES * 60_000));
  const found = best(splits, weigh, alert?.service) ?? (alert ? best(splits, weigh) : undefined);
  if (!found || weigh(found) < 4) return { at: t - 2 * signals.slotMs, confidence: 0 };
  return { at: found.slot * signals.slotMs, confidence: Math.min(2, squash(weigh(found), 4) / 1.2) };
}

function best(splits: Splits, weigh: (split: Split) => number, service?: string): Split | undefined {
  let found: Split | undefined;
  for (const [channel, split] of splits) {
    if (service !== undefined && !concerns(channel, service)) continue;
    if (!found || weigh(split) > weigh(found)) found = split;
  }
  return found;
}

/** Calls to a service, seen at its own pods or at those that call it. */
export function concerns({ service: at, side, other }: Channel, service: string): boolean {
  return side === 'in' ? at === service : side === 'out' && other === service;
}
