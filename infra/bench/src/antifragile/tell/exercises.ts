import { type Event, type EventOf, isEvent } from '@hormesis/events';
import {
  flagsOf,
  formerOf,
  type Sightings,
  type VerifiedExercise,
  type VerifiedGuard,
  verifyGuards,
} from '@hormesis/learning';
import type { LearntCase } from '../learn/case-book.js';
import type { JudgedProposal } from '../learn/learn.js';

type Verified = {
  cases: readonly LearntCase[];
  judged: readonly JudgedProposal[];
  appliedAt: number;
  events: readonly Event[];
};

/** How each guard did at an incident of the second round, by the rules of the product. */
export function exercisesAt({ incident, assembled }: LearntCase, known: Verified): VerifiedExercise[] {
  const { class: of, fingerprint, onset, detectedAt, endedAt, stoppedBy, exposedUserSeconds } = assembled;
  const environment = assembled.environment?.id;
  return verifyGuards(
    {
      ...{
        incident: incident.id,
        service: incident.service,
        class: of,
        fingerprint,
        onset,
        detectedAt,
        endedAt,
      },
      ...{ stoppedBy, exposedUserSeconds, environment, confirmed: true },
    },
    guardsOf(known),
    sightingsOf(incident, known.events),
  );
}

function guardsOf({ cases, judged, appliedAt }: Verified): VerifiedGuard[] {
  const at = new Date(appliedAt).toISOString();
  const earlier = cases.map(({ incident, assembled }) => ({
    ...{ incident: incident.id, fingerprint: assembled.fingerprint, onset: assembled.onset, drill: false },
    ...{ detectedAt: assembled.detectedAt, exposedUserSeconds: assembled.exposedUserSeconds },
  }));
  return judged
    .filter(({ accepted }) => accepted)
    .map(({ proposal: { id, data } }) => {
      const { fingerprint, incident, kind, environment } = data;
      const former = formerOf({ fingerprint, incident, appliedAt: at }, earlier);
      const taught = cases.find((one) => one.incident.id === incident);
      return {
        ...{ id, kind, fingerprint, appliedAt: at, service: data.service.id, environment: environment?.id },
        class: taught?.assembled.class,
        flags: flagsOf(data.files),
        formerDetectMs: former.detectMs,
        formerExposure: former.exposure,
      };
    });
}

function sightingsOf({ anomalies, takenBack }: LearntCase['incident'], events: readonly Event[]): Sightings {
  const flipped = (
    event: LearntCase['incident']['takenBack'][number],
  ): event is EventOf<'featureflag.flipped'> => isEvent(event, 'featureflag.flipped');
  return {
    detections: anomalies.map(({ time, data }) => ({ at: time, guard: data.guard, method: data.method })),
    stops: takenBack.filter(flipped).map(({ time, subject, data }) => ({
      at: time,
      layer: 'flag' as const,
      flag: subject,
      exposure: data.previousExposure ?? null,
      says: `flag ${subject} turned off`,
    })),
    testRuns: events.flatMap((event) =>
      isEvent(event, 'anomaly.detected') && event.source === '/fleet/ci' && event.data.guard !== undefined
        ? [{ at: event.time, guard: event.data.guard, passed: false }]
        : [],
    ),
  };
}
