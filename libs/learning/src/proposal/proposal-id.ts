import { derivedId, type Proposer } from '@hormesis/events';

/** An incident has one proposal of each proposer, however often it is learnt from. */
export function proposalId(incident: string, proposer: Proposer): string {
  const part = asBefore[proposer] ?? proposer;
  return `pro-${derivedId('proposal', incident, part).replaceAll('-', '').slice(0, 12)}`;
}

/** When there was one proposer of each kind, its proposals were called after the kind; they keep their ids. */
const asBefore: Partial<Record<Proposer, string>> = {
  threshold: 'alert',
  gate: 'flag-default',
  replay: 'test',
};
