import { type DataOf, type EventOf, isEvent } from '@hormesis/events';
import { isTheChange } from '@hormesis/incident';
import { type KnownFlag, knownFlag } from './known-flag.js';

/** One entry of a ranking. */
export type Candidate = DataOf<'attribution.ranked'>['candidates'][number];
export type CandidateChange = NonNullable<Candidate['change']>;

/** The change that an anomaly is attributed to, and how it reached users. */
export type BlamedChange = {
  candidate: CandidateChange;
  probability: number;
  /** The change itself, if it is on record. */
  event: EventOf | undefined;
  version: string | undefined;
  /** The flag that is the change, or that the change is behind. */
  flag: KnownFlag | undefined;
  /** The preview it was tried in. */
  preview: string | undefined;
  /** Suites that ran before; absent if nobody said. */
  testsRun: readonly string[] | undefined;
  /** Percent of users that had it; absent if nobody said. */
  exposure: number | undefined;
};

export function blamedChange(
  top: Candidate & { change: CandidateChange },
  events: readonly EventOf[],
): BlamedChange {
  const event = events.find((one) => isTheChange(one, top.change));
  return {
    candidate: top.change,
    probability: top.probability,
    event,
    ...howItReachedUsers(event),
    flag: knownFlag(flagKey(top.change, event), events),
  };
}

type HowItReachedUsers = Pick<BlamedChange, 'version' | 'preview' | 'testsRun' | 'exposure'>;

function howItReachedUsers(event: EventOf | undefined): HowItReachedUsers {
  if (event && isEvent(event, 'service.deployed', 'service.upgraded', 'service.rolledback')) {
    const { version, preview, testsRun, exposure } = event.data;
    return { version, preview, testsRun, exposure: exposure ?? 100 };
  }
  const exposure = event && isEvent(event, 'featureflag.ramped') ? event.data.percentage : undefined;
  return { version: undefined, preview: undefined, testsRun: undefined, exposure };
}

function flagKey(change: CandidateChange, event: EventOf | undefined): string | undefined {
  if (change.kind === 'flag') return change.subject;
  if (event && isEvent(event, 'service.deployed', 'service.upgraded')) return event.data.flag;
  return undefined;
}
