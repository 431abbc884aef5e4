import { isDeepStrictEqual } from 'node:util';
import { type Event, isEvent } from '@hormesis/events';
import type { FlagDefinition } from '@hormesis/flags';

/**
 * What others changed about a flag after a proposal for it was made, or was edited last; `undefined`: nothing. The
 * definition that it was made of stands in its evidence. To be turned off or on changes no definition.
 */
export function changedSince(ofFlag: readonly Event[], ofProposal: readonly Event[]): Event | undefined {
  const made = ofProposal.findLast((event) => isEvent(event, 'proposal.proposed', 'proposal.edited'));
  if (!made) return undefined;
  const evidence = isEvent(made, 'proposal.proposed') ? made.data.evidence : [];
  const newest = ofFlag.findLast((event) => isEvent(event, 'featureflag.defined', 'featureflag.removed'));
  const knows = ofFlag.some((event) => isEvent(event, 'featureflag.defined') && evidence.includes(event.id));
  if (newest && knows && !evidence.includes(newest.id)) return newest;
  const since = Date.parse(made.time);
  return ofFlag.findLast((event) => Date.parse(event.time) > since && reshapes(event));
}

/** Whether the definitions are the same. */
export function isAsDefined(one: FlagDefinition, other: FlagDefinition): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

/** To take a share away, as an abort does, leaves nothing that a definition could undo. */
function reshapes(event: Event): boolean {
  if (isEvent(event, 'featureflag.ramped')) return event.data.percentage > 0;
  return isEvent(event, 'featureflag.defined', 'featureflag.removed', 'featureflag.rampscheduled');
}

/** Without what is not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
