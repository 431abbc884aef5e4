import type { DataOf, Event, EventName } from '@hormesis/events';
import { drillEvents } from './drill-events.js';
import { ana, event, of, weekNamed } from './weeks.js';

/** A week in which much becomes of what was learnt before: 2026-W49. */
export const learningWeek = weekNamed('2026-W49');

const at = (day: string, clock = '10:00:00') => `${day}T${clock}Z`;
let told = 0;

type Of<Name extends EventName> = Omit<DataOf<Name>, 'service' | 'environment' | 'incident'>;

function became<Name extends Extract<EventName, `proposal.${string}`>>(
  name: Name,
  id: string,
  time: string,
  data: Of<Name>,
  incident = 'inc-1111',
): Event {
  const whole = { ...of('checkout'), incident, ...data } as unknown as DataOf<Name>;
  return event(`${name}-${++told}`, name, id, time, whole, { actor: ana });
}

function proposed(id: string, time: string, more: Partial<DataOf<'proposal.proposed'>> = {}): Event {
  return became('proposal.proposed', id, time, {
    kind: 'alert',
    proposer: 'threshold',
    class: 'detects-earlier',
    title: `Alert of ${id}`,
    instance: 'i',
    generalised: 'g',
    overlaps: [],
    variantsTried: 3,
    rationale: 'r',
    files: [{ path: 'a.yml', mediaType: 'application/yaml', content: '' }],
    evidence: ['an-1'],
    fingerprint: `fp-${id}`,
    verification: 'v',
    ...more,
  });
}

const report: DataOf<'proposal.backtested'>['report'] = {
  verdict: 'passed',
  reason: 'It fires sooner, and on nothing else.',
  missing: [],
  period: { from: at('2026-09-01'), to: at('2026-11-30') },
  fittedUntil: null,
  coverage: 1,
  windows: 1_000,
  series: 4,
  variantsTried: 3,
  source: null,
  recall: { caught: 2, of: 3, incidents: [] },
  falseAlarms: { count: 2, days: 84, perWeek: 0.1667, low: 0.02, high: 0.602, at: [] },
  goodChanges: { of: 40, stopped: 1, changes: ['dep-9'], addedHours: 1.5 },
  savedUserSeconds: 1_200,
};
const checks = [{ tool: 'promtool check rules', version: '3.0.0', passed: true, says: '' }];
const exercised = { by: 'recurrence' as const, detectedAt: at('2026-12-01'), before: ['person'] };

const inForce = (id: string, day: string, more?: Partial<DataOf<'proposal.proposed'>>): Event[] => [
  proposed(id, at(day), more),
  became('proposal.accepted', id, at(day, '11:00:00'), {}),
  became('proposal.applied', id, at(day, '12:00:00'), { seen: 'commit', evidence: 'c0ffee' }),
];

export const learningWeekEvents: Event[] = [
  // What waits: one that was backtested and has an owner, its alternative, and one that nobody has looked at.
  proposed('waits', at('2026-11-20'), { class: 'prevents', kind: 'test', proposer: 'replay' }),
  became('proposal.assigned', 'waits', at('2026-11-20', '11:00:00'), {
    owner: 'Ana.Kovac',
    due: at('2026-12-04'),
  }),
  became('proposal.backtested', 'waits', at('2026-12-01'), { report, checks }),
  proposed('other', at('2026-12-01'), {
    ...{ class: 'prevents', kind: 'test', proposer: 'contract' },
    ...{ fingerprint: 'fp-waits', alternativeTo: 'waits' },
  }),
  proposed('new', at('2026-12-02')),
  // What is promised: late and stuck, open, done, dropped.
  proposed('late', at('2026-08-03')),
  became('proposal.accepted', 'late', at('2026-08-04'), {}),
  became('proposal.assigned', 'late', at('2026-08-05'), { owner: 'payments', due: at('2026-11-01') }),
  became('proposal.undelivered', 'late', at('2026-08-06'), {
    by: 'github',
    reason: 'The token has expired.',
  }),
  proposed('open', at('2026-11-20')),
  became('proposal.accepted', 'open', at('2026-12-02'), { note: 'yes' }),
  ...inForce('done', '2026-12-03'),
  proposed('dropped', at('2026-11-20')),
  became('proposal.accepted', 'dropped', at('2026-11-21'), {}),
  became('proposal.retired', 'dropped', at('2026-12-03'), { reason: 'the endpoint is gone' }),
  // What guards did.
  ...inForce('guard', '2026-11-10'),
  became('proposal.exercised', 'guard', at('2026-12-01'), {
    ...exercised,
    ...{ on: 'inc-4444', outcome: 'caught', firedAt: at('2026-12-01'), leadMs: 250_000 },
    reason: 'It fired 4 min 10 s before a person noticed.',
  }),
  became('proposal.exercised', 'guard', at('2026-12-02'), {
    ...exercised,
    ...{ on: 'inc-5555', outcome: 'missed', firedAt: null, leadMs: null, before: [] },
    reason: 'It did not fire.',
  }),
  became('proposal.reopened', 'guard', at('2026-12-02', '10:00:01'), {
    missed: 'inc-5555',
    reason: 'It did not fire.',
  }),
  became('proposal.exercised', 'guard', at('2026-12-03'), {
    ...exercised,
    ...{ on: 'inc-6666', outcome: 'withdrawn', firedAt: null, leadMs: null, before: [] },
    reason: 'It turned out to be of another class.',
  }),
  became('proposal.exercised', 'guard', at('2026-12-04'), {
    ...exercised,
    ...{ by: 'drill' as const, on: 'drill-7', outcome: 'caught', firedAt: at('2026-12-04'), leadMs: 20_000 },
    reason: 'It fired 20 s before its class used to be noticed.',
  }),
  ...drillEvents,
  ...inForce('noisy', '2026-11-10'),
  became('proposal.retirementproposed', 'noisy', at('2026-12-01'), {
    ...{ fired: 9, rightly: 1, weeks: 3 },
    reason: 'It fired 9 times in 3.0 weeks, and was right once.',
  }),
  ...inForce('gone', '2026-11-10'),
  became('proposal.retired', 'gone', at('2026-12-01'), { reason: 'replaced by guard' }),
];
