import { failureClassSummary, guard, incidentCase, learningOverview, proposal } from '@hormesis/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  readCase,
  readFailureClass,
  readGuards,
  readLearningOverview,
  readModels,
  readProposal,
  readProposals,
} from '../src/index.js';
import { at, event, type ReadModelsUnderTest, startReadModels } from './given-events.js';
import { assembled, corrected, file, fired, later, lifeOfAGuard, proposed } from './learning-stories.js';

const names = new Set(['proposal', 'incident_case', 'guard_firing', 'incident']);
let test: ReadModelsUnderTest;
beforeAll(async () => {
  test = await startReadModels(readModels.filter(({ name }) => names.has(name)));
});
afterAll(() => test.drop());
beforeEach(() => test.clear());

describe('a proposal', () => {
  it('is what became of it, in every order', async () => {
    await test.inEveryOrder(lifeOfAGuard, () => readProposal(test.database, 'pro-1'));
    expect(proposal.strict().parse(await readProposal(test.database, 'pro-1'))).toMatchObject({
      state: 'retired',
      files: [file('edited')],
      proposedFiles: [file('proposed')],
      backtest: { windows: 200 },
      checks: [{ passed: true }],
      owner: 'payments',
      due: at(155),
      decidedAt: at(160),
      decidedBy: { id: 'ana' },
      delivered: [{ by: 'github', at: 'https://github.test/pull/1', deliveredAt: at(162) }],
      undelivered: { by: 'rules-directory', reason: 'read-only' },
      appliedAt: at(164),
      applied: { seen: 'commit', evidence: 'c0ffee' },
      exercises: [
        { on: 'inc-2', outcome: 'caught', at: at(500), leadMs: 40_000 },
        { on: 'inc-3', outcome: 'missed', at: at(600) },
      ],
      reopened: [{ missed: 'inc-3' }],
      retirement: { fired: 9, rightly: 1 },
      retiredAt: at(620),
      reason: 'noisy',
    });
  });

  it('that was edited waits for its backtest and its decision again', async () => {
    await test.given(
      ...lifeOfAGuard().slice(0, 6),
      later(170, 'pro-1', 'proposal.edited', { files: [file('x')] }),
    );
    expect(await readProposal(test.database, 'pro-1')).toMatchObject({
      state: 'proposed',
      backtest: null,
      checks: [],
      decidedAt: null,
      decidedBy: null,
      reason: null,
    });
  });

  it('forgets an exercise that was withdrawn', async () => {
    const withdrawn = { by: 'recurrence', on: 'inc-3', outcome: 'withdrawn', firedAt: null } as const;
    const more = { detectedAt: at(500), leadMs: null, before: [], reason: 'Another class.' };
    await test.given(...lifeOfAGuard(), later(630, 'pro-1', 'proposal.exercised', { ...withdrawn, ...more }));
    expect((await readProposal(test.database, 'pro-1'))?.exercises).toMatchObject([{ on: 'inc-2' }]);
  });

  it('is found by its state, its class and its day', async () => {
    await test.given(
      ...lifeOfAGuard().slice(0, 6),
      proposed(200, 'pro-2', 'inc-1'),
      proposed(201, 'pro-3', 'inc-9', 'fc-9'),
      corrected(202, 'inc-9', 'fc-1'),
    );
    const ids = async (filter: Parameters<typeof readProposals>[1]) =>
      (await readProposals(test.database, filter)).items.map(({ id }) => id);
    expect(await ids({ states: ['proposed', 'backtested'] })).toEqual(['pro-3', 'pro-2']);
    expect(await ids({ states: ['accepted'], incident: 'inc-1' })).toEqual(['pro-1']);
    expect(await ids({ fingerprint: 'fc-1' })).toEqual(['pro-3', 'pro-2', 'pro-1']);
    expect(await ids({ fingerprint: 'fc-9' })).toEqual([]);
    expect(await ids({ overdueAt: at(154) })).toEqual([]);
    expect(await ids({ overdueAt: at(156) })).toEqual(['pro-1']);
  });
});

describe('a case', () => {
  it('is the newest one, of the class that people put right, in every order', async () => {
    const story = () => [
      assembled('inc-1', 0),
      corrected(120, 'inc-1', 'fc-2'),
      { ...assembled('inc-1', 0, { exemplars: 5, drill: 'drill-1' }), time: at(130) },
    ];
    await test.inEveryOrder(story, () => readCase(test.database, 'inc-1'));
    expect(incidentCase.strict().parse(await readCase(test.database, 'inc-1'))).toMatchObject({
      fingerprint: 'fc-2',
      class: { metric: 'http.latency' },
      corrected: { from: 'fc-1', by: 'ana', reason: 'It was slow.', at: at(120) },
      detectMs: 40_000,
      exemplars: 5,
      drill: true,
    });
  });

  it('is none before it was assembled', async () => {
    await test.given(corrected(120, 'inc-1', 'fc-2'));
    expect(await readCase(test.database, 'inc-1')).toBeUndefined();
  });
});

describe('the learning of a class', () => {
  const incident = (second: number, id: string) => [
    event(second + 40, {
      name: 'incident.detected',
      subject: id,
      data: { service: { id: 'checkout' }, environment: { id: 'production' }, onset: at(second) },
    }),
    event(second + 90, {
      name: 'incident.resolved',
      subject: id,
      data: { environment: { id: 'production' } },
    }),
  ];

  it('takes no firing for right because of the incident that it opened itself', async () => {
    const opened = (second: number, id: string, anomaly: string) => [
      fired(second, 'pro-1', anomaly),
      event(second, {
        name: 'incident.detected',
        subject: id,
        data: { service: { id: 'checkout' }, environment: { id: 'production' }, anomaly },
      }),
    ];
    await test.given(...lifeOfAGuard().slice(0, 11), ...opened(20_000, 'inc-8', 'a8'));
    const figures = async () => (await readGuards(test.database, { service: 'checkout' })).items[0];
    expect(await figures()).toMatchObject({ fired: 1, rightly: 0, precision: null });
    await test.given(assembled('inc-8', 20_000, { detectedBy: 'pro-1', confirmedBy: null }));
    expect(await figures()).toMatchObject({ fired: 1, rightly: 0, precision: 0 });
    await test.given(assembled('inc-8', 20_001, { detectedBy: 'pro-1', confirmedBy: 'users' }));
    expect(await figures()).toMatchObject({ fired: 1, rightly: 1, precision: 1 });
  });

  /** Of the incident that the first guard caught too. */
  const secondCatch = [
    later(710, 'pro-2', 'proposal.exercised', {
      ...{ by: 'recurrence', on: 'inc-2', outcome: 'caught', firedAt: at(460), detectedAt: at(500) },
      ...{ leadMs: 40_000, before: ['threshold'], reason: 'It fired before.' },
    }),
  ];

  it('says how it went each time, and how its guards do', async () => {
    await test.given(
      ...incident(2_000, 'inc-1'),
      ...incident(4_000, 'inc-2'),
      assembled('inc-1', 2_000),
      assembled('inc-2', 4_000, { detectedAt: at(4_005), exposedUserSeconds: 20, detectedBy: 'guard' }),
      assembled('inc-4', 6_000, { drill: 'drill-1', detectedAt: at(6_200) }),
      assembled('inc-5', 100, { fingerprint: 'fc-5' }),
      ...lifeOfAGuard().slice(0, 11),
      proposed(700, 'pro-2', 'inc-2'),
      ...secondCatch,
      fired(170, 'pro-1', 'a1'),
      fired(4_001, 'pro-1', 'a2'),
      fired(4_100, 'pro-1', 'a2'),
      fired(4_689, 'pro-1', 'a3'),
      fired(4_691, 'pro-1', 'a4'),
    );
    const guards = await readGuards(test.database, { service: 'checkout' });
    expect(guards.items.map((item) => guard.strict().parse(item))).toMatchObject([
      { id: 'pro-1', state: 'applied', caught: 1, missed: 0, fired: 4, rightly: 2, precision: 0.5 },
    ]);
    const overview = await readLearningOverview(test.database, { now: at(9_000) });
    const { items, totals } = learningOverview.strict().parse(overview);
    expect(items.map(({ fingerprint }) => fingerprint)).toEqual(['fc-1', 'fc-5']);
    expect(failureClassSummary.strict().parse(items[0])).toMatchObject({
      occurrences: [
        { incident: 'inc-1', detectMs: 40_000, drill: false },
        { incident: 'inc-2', detectMs: 5_000, detectedBy: 'guard', drill: false },
        { incident: 'inc-4', drill: true },
      ],
      trend: { detection: 'falling', exposure: 'falling', guarded: true },
      guards: [{ id: 'pro-1', fired: 4, rightly: 2, precision: 0.5 }],
      open: 1,
    });
    expect(items[1]?.trend).toEqual({ detection: 'unknown', exposure: 'unknown', guarded: false });
    expect(totals).toMatchObject({ proposed: 1, backtested: 0, applied: 1, caught: 1, overdue: 0 });
    expect(await readFailureClass(test.database, 'fc-none')).toBeUndefined();
    const page = await readLearningOverview(test.database, { now: at(9_000), limit: 1 });
    const next = await readLearningOverview(test.database, { now: at(9_000), cursor: page.next ?? '' });
    expect(next.items).toEqual([overview.items[1]]);
    const none = await readLearningOverview(test.database, { now: at(9_000), service: 'search' });
    expect(none).toMatchObject({ items: [], totals: { proposed: 0, applied: 0 } });
  });
});
