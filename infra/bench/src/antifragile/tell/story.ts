import { derivedId, type Event, stateEvent } from '@hormesis/events';
import type { LearntCase } from '../learn/case-book.js';
import type { SeedRun } from '../run-seed.js';
import { exercisesAt } from './exercises.js';
import { Lifecycles } from './lifecycle.js';

/** What a case records, as the console and the dashboard show it. */
export type Recorded = {
  class: string;
  round: 1 | 2;
  incident: string;
  fingerprint: string;
  detectMs: number;
  stoppedBy: string;
  exposedUserSeconds: number | null;
};

/** Both rounds of one seed as events of the log, and what they are to show. */
export type Story = { events: Event[]; recorded: Recorded[] };

/** Everything but the signal windows: changes, anomalies, incidents, cases, and what became of proposals. */
export function storyOf({ first, second, learnt, cases, recurrences, learntAt }: SeedRun): Story {
  const streams = new Lifecycles();
  for (const { withheld } of learnt.abstained) streams.withheld(withheld, learntAt);
  for (const judged of learnt.judged) streams.judged(judged, learntAt);
  const taught = cases.filter(({ occurrence }) => occurrence !== undefined);
  const known = { cases: taught, judged: learnt.judged, appliedAt: learntAt, events: second.scribe.events };
  for (const one of recurrences) {
    for (const { guard, exercise } of exercisesAt(one, known)) streams.exercised(guard, exercise, endOf(one));
  }
  const told = [...taught, ...recurrences];
  return {
    events: [...first.scribe.events, ...second.scribe.events, ...told.map(assembled), ...streams.events],
    recorded: told.flatMap((one) => recordedOf(one, recurrences.includes(one) ? 2 : 1)),
  };
}

function recordedOf(one: SeedRun['recurrences'][number], round: 1 | 2): Recorded[] {
  const { incident, assembled: said, occurrence } = one;
  if (!occurrence) return [];
  return [
    {
      ...{ class: occurrence.class.name, round, incident: incident.id, fingerprint: said.fingerprint },
      detectMs: Math.max(0, Date.parse(said.detectedAt) - Date.parse(said.onset)),
      stoppedBy: said.stoppedBy,
      exposedUserSeconds: said.exposedUserSeconds,
    },
  ];
}

function assembled(one: LearntCase): Event {
  const { incident, assembled: data } = one;
  return stateEvent(
    { name: 'case.assembled', subject: incident.id, data },
    {
      id: derivedId('case', incident.id),
      source: '/hormesis/learning',
      time: new Date(endOf(one)).toISOString(),
      correlationId: incident.id,
    },
  );
}

function endOf({ incident }: LearntCase): number {
  return Date.parse(incident.endedAt ?? incident.detectedAt);
}
