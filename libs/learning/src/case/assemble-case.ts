import type { DataOf } from '@hormesis/events';
import type { FailureClass } from '@hormesis/events/learning';
import { confirmedBy } from '@hormesis/incident';
import { fingerprint } from '../fingerprint.js';
import { oneLine } from '../wording.js';
import { classify } from './classify.js';
import { exemplarsOf } from './exemplars.js';
import { exposedUserSeconds, isHarmMeasured } from './exposed-user-seconds.js';
import type { IncidentCase } from './incident-case.js';
import { shouldHaveStopped, stoppedBy } from './layers.js';
import { measuredOnset } from './measured-onset.js';
import { howItReached } from './reached.js';

export type AssembledCase = DataOf<'case.assembled'>;

/** What is known beside the incident itself. */
export type KnownToCase = {
  /** The cases of other incidents; those of the same class before this one are named. */
  earlier?: readonly EarlierCase[] | undefined;
  /** The services that this one is known to call. */
  callees?: readonly string[] | undefined;
  /** What a person said that the class is; it stands whatever is learnt later. */
  corrected?: { class: FailureClass; reason: string } | undefined;
  /** The drill behind it, and the class that was injected: nobody has to find that out. */
  drill?: { id: string; class?: FailureClass | undefined } | undefined;
};
export type EarlierCase = { incident: string; fingerprint: string; onset: string };

/**
 * What an incident has to teach. Its onset is the one that was measured: that of a guard is only when its rule became true,
 * and how soon it noticed must not be told by its own clock. The same for the same record, in whatever order it came.
 */
export function assembleCase(incident: IncidentCase, known: KnownToCase = {}): AssembledCase {
  const found = classify(incident, known.callees);
  const { corrected, drill } = known;
  const failureClass = corrected?.class ?? drill?.class ?? found.class;
  const name = fingerprint(failureClass);
  const should = shouldHaveStopped(incident);
  const drillId = drill?.id ?? incident.anomalies.find(({ data }) => data.drill !== undefined)?.data.drill;
  return {
    service: { id: incident.service },
    environment: { id: incident.environment },
    fingerprint: name,
    class: failureClass,
    explained: [
      ...(corrected ? [`A person put the class right: ${oneLine(corrected.reason)}`] : []),
      ...(drill ? [`Drill ${drill.id} injected it on purpose.`] : []),
      ...found.explained,
    ],
    onset: new Date(measuredOnset(incident)).toISOString(),
    detectedAt: incident.detectedAt,
    endedAt: incident.endedAt ?? null,
    detectedBy: detectedBy(incident),
    confirmedBy: drill
      ? 'drill'
      : confirmedBy({
          own: incident.events,
          anomalies: incident.anomalies,
          harmed: isHarmMeasured(incident),
        }),
    stoppedBy: stoppedBy(incident),
    shouldHave: should.layer,
    why: should.why,
    change: changeIn(incident),
    reached: howItReached(incident),
    exposedUserSeconds: exposedUserSeconds(incident),
    ...(drillId === undefined ? {} : { drill: drillId }),
    exemplars: exemplarsOf(incident).length,
    earlier: earlierOf(incident, name, known.earlier ?? []),
    evidence: evidenceOf(incident),
  };
}

/** The guard or the method of the anomaly that came first; an incident that was opened without one: a person. */
function detectedBy({ anomalies }: IncidentCase): string {
  const [first] = anomalies;
  return first ? (first.data.guard ?? first.data.method) : 'person';
}

function changeIn({ change }: IncidentCase): AssembledCase['change'] {
  if (!change) return null;
  const { candidate, probability } = change;
  return { eventId: candidate.eventId, kind: candidate.kind, subject: candidate.subject, probability };
}

function earlierOf(incident: IncidentCase, name: string, cases: readonly EarlierCase[]): string[] {
  const before = cases.filter(
    (one) =>
      one.incident !== incident.id &&
      one.fingerprint === name &&
      Date.parse(one.onset) < Date.parse(incident.onset),
  );
  const byOnset = before.sort(
    (a, b) => Date.parse(a.onset) - Date.parse(b.onset) || (a.incident < b.incident ? -1 : 1),
  );
  return [...new Set(byOnset.map((one) => one.incident))];
}

function evidenceOf(incident: IncidentCase): string[] {
  const { detected, anomalies, attribution, actions, change, takenBack, compute, events } = incident;
  const notes = events.filter(({ name }) => name === 'incident.annotated');
  const done = actions.filter(({ name }) => name === 'action.completed' || name === 'action.undone');
  const all = [
    detected,
    ...anomalies,
    ...(attribution ? [attribution.event] : []),
    ...(change?.event ? [change.event] : []),
    ...done,
    ...takenBack,
    ...compute.slice(0, 10),
    ...notes,
  ];
  return [...new Set(all.map(({ id }) => id))];
}
