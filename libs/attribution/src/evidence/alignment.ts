import type { CaseChange } from '../case/case.js';
import type { Channel, Signals } from '../signals/channels.js';
import { squash } from '../signals/robust.js';
import { exposureStarts } from './exposure.js';
import type { Split, Splits } from './split.js';

/** Evidence of a rise that began with a step of a change, and of one that did not. */
export type Alignment = { aligned: number; misaligned: number };

/** Minutes in which the tie between a step and a rise falls to 1/e, on top of one slot. */
const TAU_MINUTES = 3;

/** How well the clearest rise of some measures falls together with a step of a change. */
export function alignmentOf(
  change: CaseChange,
  { slotMs }: Signals,
  splits: Splits,
  concerned: (channel: Channel) => boolean,
): Alignment {
  let clearest: Split | undefined;
  for (const [channel, split] of splits) {
    if (concerned(channel) && (!clearest || split.gain > clearest.gain)) clearest = split;
  }
  if (!clearest) return { aligned: 0, misaligned: 0 };
  const at = clearest.slot * slotMs;
  const leads = exposureStarts(change).map((start) => at - start);
  const nearest = Math.min(...leads.map((lead) => (lead < 0 ? -2 * lead : lead)));
  const tie = Math.exp(-Math.max(0, nearest - 1.5 * slotMs) / (TAU_MINUTES * 60_000));
  const evidence = squash(clearest.gain, 4);
  return { aligned: evidence * tie, misaligned: evidence * (1 - tie) };
}
