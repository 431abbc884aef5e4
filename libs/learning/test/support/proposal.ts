import type { DataOf, StatementOf } from '@hormesis/events';
import type { Backtested, Exercise, ProposalEventName } from '@hormesis/learning';

const of = { service: { id: 'checkout' }, environment: { id: 'production' }, incident: 'inc-7f3a' };
const at = '2026-11-18T10:10:00.000Z';

export const files = [
  { path: 'alerts/a.rules.yml', mediaType: 'application/yaml', content: 'hormesis_proposal: pro-1' },
];

export const data: DataOf<'proposal.proposed'> = {
  ...of,
  kind: 'alert',
  proposer: 'threshold',
  class: 'detects-earlier',
  title: 'Alert on errors',
  instance: 'This incident.',
  generalised: 'Errors of checkout.',
  overlaps: [],
  variantsTried: 1,
  rationale: 'It failed.',
  files,
  evidence: ['event-1'],
  fingerprint: 'fp-1',
  verification: 'It fires.',
};

export function backtest(
  verdict: DataOf<'proposal.backtested'>['report']['verdict'] = 'passed',
  checked = true,
): Backtested {
  return {
    report: {
      verdict,
      reason: 'As it is.',
      missing: [],
      period: { from: at, to: at },
      fittedUntil: null,
      coverage: 1,
      windows: 10,
      series: 1,
      variantsTried: 1,
      source: null,
      recall: null,
      falseAlarms: null,
      goodChanges: null,
      savedUserSeconds: null,
    },
    checks: [{ tool: 'promtool check rules', version: '3.0.0', passed: checked, says: '' }],
  };
}

export function exercise(on: string, outcome: Exercise['outcome'] = 'caught'): Exercise {
  const firedAt = outcome === 'missed' ? null : at;
  return {
    by: on.startsWith('drill') ? 'drill' : 'recurrence',
    on,
    outcome,
    firedAt,
    detectedAt: at,
    leadMs: firedAt && 0,
    before: [],
    reason: 'It did.',
  };
}

type Said<Name extends ProposalEventName> = Omit<DataOf<Name>, keyof typeof of>;

/** An event of the proposal pro-1, with what all of them repeat. */
export function said<Name extends ProposalEventName>(name: Name, more: Said<Name>): StatementOf<Name> {
  return { name, subject: 'pro-1', data: { ...of, ...more } } as unknown as StatementOf<Name>;
}

export const was = {
  proposed: said('proposal.proposed', data),
  backtested: (...how: Parameters<typeof backtest>) => said('proposal.backtested', backtest(...how)),
  accepted: said('proposal.accepted', {}),
  rejected: said('proposal.rejected', { reason: 'noisy' }),
  applied: said('proposal.applied', { seen: 'commit', evidence: 'c0ffee' }),
  retired: said('proposal.retired', { reason: 'it cries' }),
};
