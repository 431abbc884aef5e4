import type { DataOf, Event, StatementOf } from '@hormesis/events';
import { at, event } from './given-events.js';

const of = { service: { id: 'checkout' }, environment: { id: 'production' } };
export const ana = { kind: 'person', id: 'ana' } as const;
const source = '/hormesis/learning';

const report: DataOf<'proposal.backtested'>['report'] = {
  verdict: 'passed',
  reason: 'It fires 40 s earlier, and on nothing else.',
  missing: [],
  period: { from: at(0), to: at(9) },
  fittedUntil: null,
  coverage: 1,
  windows: 100,
  series: 2,
  variantsTried: 3,
  source: null,
  recall: null,
  falseAlarms: null,
  goodChanges: null,
  savedUserSeconds: null,
};
const checks = [{ tool: 'promtool check rules', version: '3.0.0', passed: true, says: 'SUCCESS' }];
export const file = (content: string) => ({
  path: 'alerts/a.rules.yml',
  mediaType: 'application/yaml',
  content,
});

export function proposed(second: number, id: string, incident: string, fingerprint = 'fc-1'): Event {
  const data: DataOf<'proposal.proposed'> = {
    ...of,
    incident,
    kind: 'alert',
    proposer: 'threshold',
    class: 'detects-earlier',
    title: `Alert ${id}`,
    instance: 'This incident.',
    generalised: 'Errors of checkout.',
    overlaps: [],
    variantsTried: 3,
    rationale: 'It failed.',
    files: [file('proposed')],
    evidence: ['e1'],
    fingerprint,
    verification: 'It fires.',
  };
  return event(second, { name: 'proposal.proposed', subject: id, data }, { source });
}

type Name = Exclude<Extract<StatementOf['name'], `proposal.${string}`>, 'proposal.proposed'>;

/** A later event of a proposal that `inc-1` taught. */
export function later<N extends Name>(
  second: number,
  id: string,
  name: N,
  data: Omit<DataOf<N>, 'service' | 'environment' | 'incident'>,
): Event {
  const statement = { name, subject: id, data: { ...of, incident: 'inc-1', ...data } };
  return event(second, statement as unknown as StatementOf, { source, actor: ana });
}

export function backtested(
  second: number,
  reason: string,
  told: DataOf<'proposal.backtested'>['checks'] = checks,
): Event {
  return later(second, 'pro-1', 'proposal.backtested', { report: { ...report, reason }, checks: told });
}

export function assembled(
  incident: string,
  second: number,
  more: Partial<DataOf<'case.assembled'>> = {},
): Event {
  const data: DataOf<'case.assembled'> = {
    ...of,
    fingerprint: 'fc-1',
    class: {
      service: 'checkout',
      metric: 'http.errors',
      failure: 'errors',
      change: 'deployment',
      signature: 'HTTP 500 /pay',
    },
    explained: ['errors: the share of bad requests rose'],
    onset: at(second),
    detectedAt: at(second + 40),
    endedAt: at(second + 90),
    detectedBy: 'person',
    confirmedBy: 'detector',
    stoppedBy: 'rollback',
    shouldHave: 'flag',
    why: 'It was not behind a flag.',
    change: null,
    reached: 'Deployed to all at once.',
    exposedUserSeconds: 400,
    exemplars: 2,
    earlier: [],
    evidence: ['e1'],
    ...more,
  };
  return event(second + 100, { name: 'case.assembled', subject: incident, data }, { source });
}

export function corrected(second: number, incident: string, fingerprint: string): Event {
  const { class: known } = assembled(incident, 0).data as DataOf<'case.assembled'>;
  const data = { ...of, fingerprint, class: { ...known, metric: 'http.latency' }, reason: 'It was slow.' };
  return event(second, { name: 'case.corrected', subject: incident, data }, { source, actor: ana });
}

export function fired(second: number, guard: string, anomaly: string): Event {
  const data = { ...of, metric: 'http.errors', onset: at(second), method: 'guard', guard };
  return event(second, {
    name: 'anomaly.detected',
    subject: anomaly,
    data: data as DataOf<'anomaly.detected'>,
  });
}

/** A guard from its proposal to its retirement: it catches one recurrence, misses another, and cries. */
export function lifeOfAGuard(): Event[] {
  const exercised = { by: 'recurrence', detectedAt: at(500), reason: 'As it was.' } as const;
  return [
    proposed(150, 'pro-1', 'inc-1'),
    later(151, 'pro-1', 'proposal.backtested', { report, checks }),
    later(152, 'pro-1', 'proposal.assigned', { owner: 'payments', due: at(155) }),
    later(153, 'pro-1', 'proposal.edited', { files: [file('edited')] }),
    later(154, 'pro-1', 'proposal.backtested', { report: { ...report, windows: 200 }, checks }),
    later(160, 'pro-1', 'proposal.accepted', { note: 'Good.' }),
    later(161, 'pro-1', 'proposal.undelivered', { by: 'github', reason: 'no route' }),
    later(162, 'pro-1', 'proposal.delivered', {
      by: 'github',
      at: 'https://github.test/pull/1',
      digest: 'd1',
    }),
    later(163, 'pro-1', 'proposal.undelivered', { by: 'rules-directory', reason: 'read-only' }),
    later(164, 'pro-1', 'proposal.applied', { seen: 'commit', evidence: 'c0ffee' }),
    later(500, 'pro-1', 'proposal.exercised', {
      ...exercised,
      on: 'inc-2',
      outcome: 'caught',
      firedAt: at(460),
      leadMs: 40_000,
      before: ['person'],
    }),
    later(600, 'pro-1', 'proposal.exercised', {
      ...exercised,
      on: 'inc-3',
      outcome: 'missed',
      firedAt: null,
      leadMs: null,
      before: [],
    }),
    later(601, 'pro-1', 'proposal.reopened', { missed: 'inc-3', reason: 'It slept.' }),
    later(610, 'pro-1', 'proposal.retirementproposed', {
      fired: 9,
      rightly: 1,
      weeks: 3,
      reason: 'It cries.',
    }),
    later(620, 'pro-1', 'proposal.retired', { reason: 'noisy' }),
  ];
}
