import { type DataOf, type EventOf, isEvent, type Principal } from '@hormesis/events';
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
  /** Its exposure steps until it hurt, percent, in order; the last is `exposure`. */
  steps: readonly number[];
  /** Whether users can notice it; absent if nobody said. */
  userFacing: boolean | undefined;
  /** Who made it: an agent, a person, a system. Never by name: persons are no causes. */
  by: Principal['kind'] | undefined;
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
    steps: stepsUntil(event, events),
    by: event?.actor?.kind,
    flag: knownFlag(flagKey(top.change, event), events),
  };
}

type HowItReachedUsers = Pick<BlamedChange, 'version' | 'preview' | 'testsRun' | 'exposure' | 'userFacing'>;

function howItReachedUsers(event: EventOf | undefined): HowItReachedUsers {
  if (event && isEvent(event, 'service.deployed', 'service.upgraded', 'service.rolledback')) {
    const { version, preview, testsRun, exposure, userFacing } = event.data;
    return { version, preview, testsRun, exposure: exposure ?? 100, userFacing };
  }
  const exposure = event && isEvent(event, 'featureflag.ramped') ? event.data.percentage : undefined;
  return { version: undefined, preview: undefined, testsRun: undefined, exposure, userFacing: undefined };
}

/** The exposure steps of the same version, or of the same variant, up to the blamed one; without those taken back. */
function stepsUntil(blamed: EventOf | undefined, events: readonly EventOf[]): number[] {
  if (!blamed) return [];
  const until = events.filter(
    ({ subject, time }) => subject === blamed.subject && Date.parse(time) <= Date.parse(blamed.time),
  );
  const steps = until.flatMap((event) => {
    if (isEvent(event, 'featureflag.ramped') && isEvent(blamed, 'featureflag.ramped')) {
      return event.data.variant === blamed.data.variant ? [event.data.percentage] : [];
    }
    const deployments = ['service.deployed', 'service.upgraded'] as const;
    if (isEvent(event, ...deployments) && isEvent(blamed, ...deployments)) {
      const same =
        event.data.artifactId === blamed.data.artifactId &&
        event.data.environment.id === blamed.data.environment.id;
      return same ? [event.data.exposure ?? 100] : [];
    }
    return [];
  });
  return growing(steps);
}

/** The last run of steps that grow. */
function growing(steps: readonly number[]): number[] {
  const from = steps.findLastIndex((step, n) => n > 0 && step < (steps[n - 1] ?? 0));
  return steps.slice(Math.max(0, from)).filter((step, n, all) => step !== all[n - 1]);
}

function flagKey(change: CandidateChange, event: EventOf | undefined): string | undefined {
  if (change.kind === 'flag') return change.subject;
  if (event && isEvent(event, 'service.deployed', 'service.upgraded')) return event.data.flag;
  return undefined;
}
