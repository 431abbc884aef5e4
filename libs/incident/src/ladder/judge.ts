import type { Candidate, Change } from '@hormesis/change';
import type { Rung } from './rung.js';

/**
 * The guardian acts alone only on a change it is this sure of, and this much surer than of the second. A wrong rollback
 * costs a good release and the trust of people, a late one costs minutes: so more sure than a coin, by far.
 */
export const ACT_PROBABILITY = 0.9;
export const ACT_MARGIN = 0.3;

export type Judgement = {
  /** `none`: no change stands out, or policy says to watch only. */
  verdict: 'none' | 'recommend' | 'act';
  /** What speaks against the most likely change, in a sentence for people. */
  suspicion: string;
  /** Why this verdict: the suspicion, and what else counted. */
  reason: string;
};

/** Whether the most likely change is to be taken back: by the guardian itself, or by a person it tells. */
export function judge(candidates: readonly Candidate[], rung: Rung): Judgement {
  const [first, second] = candidates;
  const change = first?.change;
  if (!first || !change) {
    const suspicion = 'Most likely no change did it.';
    return { verdict: 'none', suspicion, reason: suspicion };
  }
  const suspicion = `${change.summary} ${first.evidence[0] ?? ''} (probability ${first.probability.toFixed(2)}).`;
  if (rung === 'observe') return { verdict: 'none', suspicion, reason: `${suspicion} Policy is to observe.` };
  const doubts = [
    ...doubtsOf(change, first.probability, first.probability - (second?.probability ?? 0), second),
    ...(rung === 'recommend' ? ['Policy leaves it to a person.'] : []),
  ];
  if (doubts.length === 0)
    return { verdict: 'act', suspicion, reason: `${suspicion} Policy lets the guardian act.` };
  return { verdict: 'recommend', suspicion, reason: [suspicion, ...doubts].join(' ') };
}

function doubtsOf(change: Change, probability: number, margin: number, second?: Candidate): string[] {
  const rival = second?.change ? `“${second.change.summary}”` : 'no change at all';
  return [
    ...(change.reversible ? [] : ['It is marked as not to be taken back automatically.']),
    ...(probability < ACT_PROBABILITY
      ? [`That is less than the ${ACT_PROBABILITY} the guardian needs to act alone.`]
      : []),
    ...(margin < ACT_MARGIN ? [`The next suspect, ${rival}, is nearly as likely.`] : []),
  ];
}
