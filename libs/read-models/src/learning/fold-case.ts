import type { IncidentCase } from '@hormesis/api';
import type { DataOf, EventOf } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import { compareStamps, type Stamp, stampOf } from '@hormesis/projection';

export type CaseFactName = 'case.assembled' | 'case.corrected';

/** An event of a case, as far as its row needs it. */
export type CaseFact = Stamp &
  { [Name in CaseFactName]: { name: Name; data: DataOf<Name>; by: string | null } }[CaseFactName];

/** The facts that still count with one more, in order of time. */
export function withCaseFact(
  facts: readonly CaseFact[],
  event: EventOf<CaseFactName>,
  position: Position,
): CaseFact[] {
  const { name, data, actor } = event;
  const fact = { name, data, by: actor?.id ?? null, ...stampOf(event, position) } as CaseFact;
  return [...facts, fact].sort(compareStamps);
}

/** What the row of a case says. What only the case itself can tell is `null` until that has come. */
export type CaseValues = Pick<
  IncidentCase,
  'fingerprint' | 'class' | 'explained' | 'corrected' | 'earlier' | 'evidence' | 'change'
> & { [Name in ToldByCase]: IncidentCase[Name] | null } & {
  drill: string | null;
  confirmedBy: string | null;
  assembledAt: string | null;
};

type ToldByCase =
  | 'service'
  | 'environment'
  | 'onset'
  | 'detectedAt'
  | 'endedAt'
  | 'detectMs'
  | 'detectedBy'
  | 'stoppedBy'
  | 'shouldHave'
  | 'why'
  | 'reached'
  | 'exposedUserSeconds'
  | 'exemplars';

/** The newest case; of its class the newest correction, however old: a person knows better than the next assembly. */
export function foldCase(facts: readonly CaseFact[]): CaseValues {
  const assembled = facts.findLast((fact) => fact.name === 'case.assembled');
  const corrected = facts.findLast((fact) => fact.name === 'case.corrected');
  const before = corrected && fingerprintBefore(facts, corrected);
  return {
    ...(assembled ? told(assembled) : untold),
    fingerprint: corrected?.data.fingerprint ?? assembled?.data.fingerprint ?? '',
    class: corrected?.data.class ?? assembled?.data.class ?? unknownClass,
    corrected: corrected
      ? {
          from: before ?? '',
          by: corrected.by ?? 'unknown',
          reason: corrected.data.reason,
          at: corrected.eventTime,
        }
      : null,
  };
}

/** What the system had made of it when it was put right. */
function fingerprintBefore(facts: readonly CaseFact[], corrected: CaseFact): string | undefined {
  const assembled = facts.filter((fact) => fact.name === 'case.assembled');
  const earlier = assembled.filter((fact) => compareStamps(fact, corrected) < 0);
  return (earlier.at(-1) ?? assembled[0])?.data.fingerprint;
}

function told({ data, eventTime }: Extract<CaseFact, { name: 'case.assembled' }>) {
  const { service, environment, onset, detectedAt, drill } = data;
  return {
    ...data,
    service: service.id,
    environment: environment?.id ?? null,
    detectMs: Math.max(0, Date.parse(detectedAt) - Date.parse(onset)),
    drill: drill ?? null,
    assembledAt: eventTime,
  };
}

const unknownClass: IncidentCase['class'] = {
  service: 'unknown',
  metric: 'unknown',
  failure: 'unknown',
  change: 'none',
  signature: null,
};

const untold = {
  service: null,
  environment: null,
  explained: [],
  onset: null,
  detectedAt: null,
  endedAt: null,
  detectMs: null,
  detectedBy: null,
  confirmedBy: null,
  stoppedBy: null,
  shouldHave: null,
  why: null,
  change: null,
  reached: null,
  exposedUserSeconds: null,
  exemplars: null,
  earlier: [],
  evidence: [],
  drill: null,
  assembledAt: null,
};
