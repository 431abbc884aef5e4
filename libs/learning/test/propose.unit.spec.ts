import type { Proposer } from '@hormesis/events';
import {
  type GuardInForce,
  kindOfProposer,
  type LearningContext,
  type Proposed,
  proposalId,
  propose,
  type Withheld,
} from '@hormesis/learning';
import { describe, expect, it } from 'vitest';
import { answerOf, errorWindows, proposalOf, story, type Told } from './support/story.js';
import { daysBefore, silentWindows, slowWindows, twoCohorts } from './support/windows.js';

const basket = { method: 'GET' as const, path: '/basket/42', status: 500 };

describe('what an incident teaches', () => {
  it('is one answer of each proposer, with an id of its own', () => {
    const answers = propose(story());
    expect(answers.map(({ data }) => data.proposer).sort()).toEqual(Object.keys(kindOfProposer).sort());
    for (const { id, data } of answers) {
      expect(id).toBe(proposalId('inc-7f3a', data.proposer));
      expect(data.kind).toBe(kindOfProposer[data.proposer]);
      expect(data.evidence).not.toHaveLength(0);
    }
  });

  it('is the same, byte for byte, each time', () => {
    const incident = story({ windows: twoCohorts(), failingRequest: basket });
    expect(JSON.stringify(propose(incident))).toBe(JSON.stringify(propose(incident)));
  });

  it('has one main proposal of each kind, and the others name it', () => {
    const proposals = proposalsOf(propose(story({ windows: twoCohorts(), failingRequest: basket })));
    for (const kind of ['alert', 'test', 'flag-default'] as const) {
      const [main, ...others] = proposals.filter(({ data }) => data.kind === kind);
      expect(main?.data.alternativeTo).toBeUndefined();
      for (const { data } of others) expect(data.alternativeTo).toBe(main?.id);
    }
  });

  it('says what it catches here, and what one step more general', () => {
    for (const { data } of proposalsOf(propose(story({ windows: twoCohorts(), failingRequest: basket })))) {
      expect(data.instance).not.toBe(data.generalised);
      expect(data.title).not.toContain('undefined');
      expect(`${data.instance}${data.generalised}${data.rationale}`).not.toMatch(/NaN|undefined|null/);
    }
  });

  it.each<[string, Told, string]>([
    ['a deployment: tests first', { failingRequest: basket }, 'test'],
    [
      'a dependency: alerts first',
      { blamesNothing: true, failingRequest: { ...basket, callee: 'bank' } },
      'alert',
    ],
  ])('puts first what fits the fault: %s', (_, told, kind) => {
    expect(proposalsOf(propose(story(told)))[0]?.data.kind).toBe(kind);
  });

  it('names the guards in force that cover a part of it already', () => {
    const threshold = proposalOf('threshold', story());
    const guard = (over: Partial<GuardInForce>): GuardInForce => ({
      id: 'pro-guard',
      kind: 'alert',
      fingerprint: 'fp-else',
      service: 'checkout',
      title: 'Alert on errors',
      files: [],
      ...over,
    });
    const overlaps = (guards: GuardInForce[]) => proposalOf('threshold', story(), { guards }).data.overlaps;
    expect(overlaps([guard({ files: threshold.data.files })])).toEqual([
      {
        guard: 'pro-guard',
        says: expect.stringMatching(/fires in this incident already, \d+ s after the onset/),
      },
    ]);
    expect(overlaps([guard({ fingerprint: threshold.data.fingerprint })])).toEqual([
      { guard: 'pro-guard', says: expect.stringContaining('this class of failure already') },
    ]);
    expect(overlaps([guard({ kind: 'test' }), guard({ service: 'payments', files: [] })])).toEqual([]);
  });
});

describe('alerts', () => {
  it('state how many variants were tried, and what they were fitted on', () => {
    const { data } = proposalOf('threshold', story());
    expect(data.variantsTried).toBeGreaterThan(5);
    expect(data.fittedUntil).toBe('2026-11-18T10:14:00.000Z');
  });

  it('are silent at healthy changes, or are not proposed', () => {
    const healthy = (badShare: number) => [
      { eventId: 'deploy-1', at: '2026-11-17T10:10:00Z', windows: daysBefore(errorWindows({ badShare }), 1) },
    ];
    expect(answerOf('threshold', story(), { healthy: healthy(0.012) }).outcome).toBe('proposed');
    expect(answerOf('threshold', story(), { healthy: healthy(0.35) }).outcome).toBe('withheld');
  });

  it('look at the same time a week before where yesterday is not on record', () => {
    const history = daysBefore(errorWindows({ badShare: 0.01, before: 40, during: 20 }), 7, 14);
    const windows = errorWindows({ before: 40, during: 20 });
    expect(proposalOf('seasonal', story({ windows }), { history }).data.title).toContain('a week before');
  });

  it.each<[string, Proposer, Told, LearningContext, RegExp]>([
    ['no second period', 'seasonal', {}, { history: daysBefore(errorWindows(), 1) }, /two periods on record/],
    [
      'as bad as yesterday',
      'seasonal',
      {},
      { history: daysBefore(errorWindows(), 1, 2) },
      /did not stand out of the same time yesterday/,
    ],
    [
      'a normal that is bad',
      'burn-rate',
      { windows: errorWindows({ normalShare: 0.2 }) },
      {},
      /no objective/,
    ],
    [
      'a budget that lasts',
      'burn-rate',
      { windows: errorWindows({ badShare: 0.011 }) },
      {},
      /not burnt fast enough/,
    ],
    ['requests that keep coming', 'silence', {}, {}, /Requests kept coming: 12000/],
    [
      'too little traffic',
      'silence',
      { windows: errorWindows({ requestsPerWindow: 0 }) },
      {},
      /too little to tell a silence/,
    ],
    ['one cohort', 'cohort-ratio', {}, {}, /Only the cohort all/],
    [
      'cohorts that fare alike',
      'cohort-ratio',
      { windows: [...errorWindows({ cohort: 'a' }), ...errorWindows({ cohort: 'b' })] },
      {},
      /fared alike: a 30 % bad, b 30 %/,
    ],
  ])('are withheld: %s', (_, proposer, told, context, reason) => {
    const answer = answerOf(proposer, story(told), context);
    expect(answer.outcome).toBe('withheld');
    expect((answer as Withheld).data.reason).toMatch(reason);
  });

  it('ask for what was slow, or for silence, where that failed', () => {
    const slow = proposalOf('threshold', story({ metric: 'http.latency', windows: slowWindows() }));
    expect(slow.data.files[0]?.content).toContain('hormesis_signal_latency_seconds_bucket');
    expect(slow.data.files[0]?.content).toContain('le="0.25"');
    const silent = proposalsOf(propose(story({ method: 'silence', windows: silentWindows() })));
    expect(silent.find(({ data }) => data.kind === 'alert')?.data.proposer).toBe('silence');
  });
});

function proposalsOf(answers: readonly (Proposed | Withheld)[]): Proposed[] {
  return answers.filter((answer) => answer.outcome === 'proposed');
}
