import type { Case } from '../case/case.js';
import type { Channel, Signals } from '../signals/channels.js';
import { squash } from '../signals/robust.js';
import type { Split, Splits } from './split.js';

/** Since when it is worse (ms), and how sure that is: 0 not at all, from 1 on quite. */
export type Onset = { at: number; confidence: number };

/** A rise this much longer before the alert (minutes) counts e times less: alerts do not wait for hours. */
const PATIENCE_MINUTES = 45;

/** Rises this much (share) of the clearest one are as good; the latest of them counts, so that no step is excluded by mistake. */
const AS_GOOD = 0.6;

/** What is not measured at the service that alerts tells less about when it began there. */
const ELSEWHERE = 0.5;

/**
 * When it began: the clearest rise over the calls to the service that alerts; over all calls if it names none or has no
 * series. The alert itself may come minutes later.
 */
export function onsetOf({ t, alert, onset }: Case, signals: Signals, splits: Splits): Onset {
  if (onset !== undefined) return { at: Math.min(onset, t), confidence: 2 };
  const weigh = ({ slot, gain }: Split) =>
    gain * Math.exp((-(signals.now - slot) * signals.slotMs) / (PATIENCE_MINUTES * 60_000));
  const there = clearest(splits, weigh, alert?.service);
  const found = there ?? clearest(splits, weigh);
  if (!found || found.gain < 4) return { at: t - 2 * signals.slotMs, confidence: 0 };
  const trust = alert && there ? 1 : ELSEWHERE;
  return { at: found.slot * signals.slotMs, confidence: trust * Math.min(2, squash(found.gain, 4) / 1.2) };
}

function clearest(splits: Splits, weigh: (split: Split) => number, service?: string): Split | undefined {
  const concerned = [...splits]
    .filter(([channel]) => service === undefined || concerns(channel, service))
    .map(([, split]) => ({ slot: split.slot, gain: weigh(split) }));
  const most = Math.max(...concerned.map(({ gain }) => gain));
  const good = concerned.filter(({ gain }) => gain >= AS_GOOD * most);
  return good.length === 0 ? undefined : { gain: most, slot: Math.max(...good.map(({ slot }) => slot)) };
}

/** Calls to a service, seen at its own pods or at those that call it. */
export function concerns({ service: at, side, other }: Channel, service: string): boolean {
  return side === 'in' ? at === service : side === 'out' && other === service;
}
