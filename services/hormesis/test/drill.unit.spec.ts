import type { Drill, IncidentSummary } from '@hormesis/api';
import { describe, expect, it } from 'vitest';
import { Server } from '../src/cli/server.js';
import { confirmDrill } from '../src/drill/confirm-drill.js';
import { outcomeLines, verdictOf } from '../src/drill/outcome.js';
import { drillLines } from '../src/drill/progress.js';

const drill: Drill = {
  id: 'drl-1',
  state: 'finished',
  fingerprint: 'fp-1',
  incident: 'inc-1',
  service: 'checkout',
  environment: 'staging',
  failure: 'errors',
  seconds: 120,
  intensity: 0.3,
  requestedAt: '2026-11-23T10:00:00Z',
  requestedBy: 'ana',
  startedAt: '2026-11-23T10:00:01Z',
  endedAt: '2026-11-23T10:02:01Z',
  reason: 'After 120 s, as planned.',
  incidents: [],
  guards: [],
};
const guard = (id: string) => ({ id, title: `Alert ${id}` });
const exercised = (outcome: 'caught' | 'missed', proposal: string) => ({
  proposal,
  outcome,
  firedAt: outcome === 'caught' ? '2026-11-23T10:00:21Z' : null,
});
const verdict = (of: Partial<Drill>, guards = [guard('pro-1')]) => verdictOf({ ...drill, ...of }, guards);

describe('what a drill says', () => {
  it.each([
    ['every guard caught it', { guards: [exercised('caught', 'pro-1')] }, 'caught', 0],
    ['one missed it', { guards: [exercised('caught', 'pro-1'), exercised('missed', 'pro-2')] }, 'missed', 1],
    ['it could not be injected', { state: 'failed' as const }, 'failed', 1],
    ['the guards have not said yet', {}, 'not-asked', 1],
  ])('where %s', (_, of, kind, exitCode) => {
    expect(verdict(of)).toEqual({ kind, exitCode });
  });

  it('where there is no guard, what to do', () => {
    const none = verdict({}, []);
    expect(none).toEqual({ kind: 'no-guards', exitCode: 0 });
    expect(outcomeLines(drill, [], none).join()).toContain('accept a proposal of it first');
  });

  it('guard by guard', () => {
    const ended = { ...drill, guards: [exercised('caught', 'pro-1'), exercised('missed', 'pro-2')] };
    const guards = [guard('pro-1'), guard('pro-2')];
    expect(outcomeLines(ended, guards, verdictOf(ended, guards))).toEqual([
      '  caught  pro-1  after 20 s  Alert pro-1',
      '  missed  pro-2              Alert pro-2',
      'Not every guard of the class caught it.',
    ]);
  });

  it('while it runs', () => {
    const incident = {
      id: 'inc-9',
      title: 'http.errors 20 times as bad',
      detectedAt: '2026-11-23T10:00:13Z',
      actions: [{ id: 'act-1', state: 'completed', target: { kind: 'kill' } }],
    } as unknown as IncidentSummary;
    expect(drillLines(drill, [incident])).toEqual([
      'drl-1: errors at checkout in staging, 30 % of the requests, at most 120 s, as in inc-1.',
      'The injector has begun.',
      'After 12 s: http.errors 20 times as bad (inc-9).',
      'The guardian acted: kill (act-1).',
      'Over: After 120 s, as planned.',
    ]);
    expect(drillLines({ ...drill, startedAt: null, endedAt: null }, [])).toHaveLength(1);
  });
});

describe('before a drill', () => {
  const elsewhere = new Server('https://hormesis.example.org', 't');

  it('one is asked, unless one has said that it is meant', async () => {
    await expect(confirmDrill(elsewhere, { seconds: 60 })).rejects.toMatchObject({
      code: 'usage',
      hint: 'Say that it is meant: --yes',
    });
    await expect(confirmDrill(elsewhere, { seconds: 60, yes: true })).resolves.toBeUndefined();
  });
});
