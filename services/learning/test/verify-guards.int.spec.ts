import { type DataOf, type Event, isEvent } from '@hormesis/events';
import {
  type AssembledCase,
  acceptProposal,
  applyProposal,
  caseDecider,
  fingerprint,
  proposalDecider,
  proposeProposal,
  stateCase,
} from '@hormesis/learning';
import { PostgresLog } from '@hormesis/log-postgres';
import { readGuards } from '@hormesis/read-models';
import { Streams } from '@hormesis/streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { happened, startLearning } from './start-learning.js';

const day = 86_400;
const zero = Date.parse('2026-11-18T10:10:00Z');
const at = (seconds: number) => new Date(zero + seconds * 1000).toISOString();

let learning: Awaited<ReturnType<typeof startLearning>>;
let log: PostgresLog;
const streamsOf = () => ({
  proposals: new Streams(learning.database, log, proposalDecider, { source: '/hormesis/learning' }),
  cases: new Streams(learning.database, log, caseDecider, { source: '/hormesis/learning' }),
});
beforeAll(async () => {
  learning = await startLearning();
  log = await PostgresLog.open(learning.database);
});
afterAll(async () => {
  await log?.close();
  await learning?.stop();
});

const of = (service: string) => ({ service: { id: service }, environment: { id: 'production' } });
const classOf = (service: string) => ({
  service,
  metric: 'http.errors',
  failure: 'errors' as const,
  change: 'deployment' as const,
  signature: null,
});

/** States the case of an incident that began at a second. */
async function assembled(
  service: string,
  incident: string,
  second: number,
  more: Partial<AssembledCase> = {},
): Promise<void> {
  const data: AssembledCase = {
    ...of(service),
    fingerprint: fingerprint(classOf(service)),
    class: classOf(service),
    explained: ['It is so.'],
    onset: at(second),
    detectedAt: at(second + 60),
    endedAt: at(second + 600),
    detectedBy: 'threshold',
    confirmedBy: 'detector',
    stoppedBy: 'rollback',
    shouldHave: 'flag',
    why: 'It was behind no flag.',
    change: null,
    reached: 'At once.',
    exposedUserSeconds: 1_000,
    exemplars: 0,
    earlier: [],
    evidence: ['e1'],
    ...more,
  };
  const time = at(second + 700);
  await streamsOf().cases.decide(incident, (record) => stateCase(record, data), { time });
}

/** A proposal that an incident taught, in force from a second on. */
async function guard(
  service: string,
  id: string,
  second: number,
  more: Partial<DataOf<'proposal.proposed'>> = {},
): Promise<void> {
  const { proposals } = streamsOf();
  const time = at(second);
  const data: DataOf<'proposal.proposed'> = {
    ...of(service),
    incident: `inc-${service}`,
    kind: 'alert',
    proposer: 'threshold',
    class: 'detects-earlier',
    title: 'Alert on errors',
    instance: 'This incident.',
    generalised: 'Errors.',
    overlaps: [],
    variantsTried: 1,
    rationale: 'It failed.',
    files: [{ path: `alerts/${id}.rules.yml`, mediaType: 'application/yaml', content: '' }],
    evidence: ['e1'],
    fingerprint: fingerprint(classOf(service)),
    verification: 'It fires.',
    ...more,
  };
  await proposals.decide(id, (proposal) => proposeProposal(proposal, data), { time });
  const untested = { untested: true, note: 'a test' };
  await proposals.decide(id, (proposal) => acceptProposal(proposal, untested), { time });
  const seen = { seen: 'commit', evidence: 'c0ffee' } as const;
  await proposals.decide(id, (proposal) => applyProposal(proposal, seen), { time });
}

let noticedSoFar = 0;
/** Somebody noticed; a guard, if one is named. */
function noticed(service: string, second: number, method: string, named?: string): Event {
  const data = {
    ...of(service),
    metric: 'http.errors',
    onset: at(second),
    method,
    severity: 'critical' as const,
  };
  return happened('anomaly.detected', `anom-${++noticedSoFar}`, at(second), {
    ...data,
    ...(named === undefined ? {} : { guard: named }),
  });
}

type Told =
  | DataOf<'proposal.exercised'>
  | DataOf<'proposal.reopened'>
  | DataOf<'proposal.retirementproposed'>;
const toldOf = async (id: string): Promise<Told[]> =>
  (await learning.learned()).flatMap((event) =>
    event.subject === id &&
    isEvent(event, 'proposal.exercised', 'proposal.reopened', 'proposal.retirementproposed')
      ? [event.data]
      : [],
  );
const tells = (id: string, told: readonly object[]) =>
  expect.poll(() => toldOf(id), { timeout: 20_000, interval: 50 }).toMatchObject(told);

describe('a recurrence', () => {
  const caught = { on: 'inc-a2', by: 'recurrence', outcome: 'caught', leadMs: 40_000, before: ['threshold'] };
  const missed = { on: 'inc-a3', outcome: 'missed', firedAt: null, reason: 'It did not fire.' };
  const reopened = { missed: 'inc-a3', reason: 'It did not fire.' };

  it('is caught by the guard that fires first, and one that is missed reopens the learning', async () => {
    await assembled('cart', 'inc-cart', -2 * day);
    await guard('cart', 'pro-a', -day);
    await learning.append(noticed('cart', 20, 'guard', 'pro-a'), noticed('cart', 70, 'threshold'));
    await assembled('cart', 'inc-a2', 0, { detectedBy: 'pro-a', detectedAt: at(20) });
    await tells('pro-a', [caught]);
    await learning.append(noticed('cart', 3 * day + 30, 'threshold'));
    await assembled('cart', 'inc-a3', 3 * day);
    await tells('pro-a', [caught, missed, reopened]);
  });

  it('that is assembled again tells nothing twice, and takes back what was of another class', async () => {
    await assembled('cart', 'inc-a2', 0, { detectedBy: 'pro-a', detectedAt: at(20), exemplars: 3 });
    const other = { ...classOf('cart'), failure: 'latency' as const, metric: 'http.latency' };
    await assembled('cart', 'inc-a3', 3 * day, { class: other, fingerprint: fingerprint(other) });
    await tells('pro-a', [caught, missed, reopened, { on: 'inc-a3', outcome: 'withdrawn' }]);
  });

  it('is caught by a flag that stops it while few have it', async () => {
    await assembled('pay', 'inc-pay', -2 * day);
    const guards = (id: string, flag: string) => {
      const path = `flags/${flag}.ramp.json`;
      const files = [{ path, mediaType: 'application/json', content: JSON.stringify({ flag }) }];
      return guard('pay', id, -day, { kind: 'flag-default', proposer: 'ramp-steps', files });
    };
    await guards('pro-f', 'new-pay');
    await guards('pro-g', 'other-pay');
    const ramp = { ...of('pay'), variant: 'on', percentage: 5 };
    await learning.append(
      happened('featureflag.ramped', 'new-pay', at(-60), ramp),
      happened('featureflag.ramppaused', 'new-pay', at(30), { ...of('pay'), cause: 'guard' }),
    );
    await assembled('pay', 'inc-f2', 0, { stoppedBy: 'flag' });
    await tells('pro-f', [
      {
        outcome: 'caught',
        firedAt: at(30),
        reason: 'Ramp of flag new-pay stopped by a guard, with 5 % of the users exposed.',
      },
    ]);
    const reason = 'Not its own flag stopped it, but another: ramp of flag new-pay stopped by a guard.';
    await tells('pro-g', [{ outcome: 'missed', reason }, { missed: 'inc-f2' }]);
  });

  it('that reached users was missed by the test, and whether it was run is said', async () => {
    await assembled('mail', 'inc-mail', -2 * day);
    const path = 'tests/regressions/mail.test.ts';
    const files = [{ path, mediaType: 'text/typescript', content: '' }];
    await guard('mail', 'pro-t', -day, { kind: 'test', proposer: 'replay', files });
    const testCase = { id: 'mail-regression', uri: path };
    const run = { environment: { id: 'ci' }, testCase, outcome: 'success' as const };
    await learning.append(happened('testcaserun.finished', 'run-1', at(-600), run));
    await assembled('mail', 'inc-t2', 0);
    const reason = 'It reached users although the test had passed.';
    await tells('pro-t', [
      { outcome: 'missed', reason },
      { missed: 'inc-t2', reason },
    ]);
  });
});

describe('a drill', () => {
  it('exercises the guards when it is over, and once more when its incident is known', async () => {
    await assembled('search', 'inc-search', -2 * day);
    await guard('search', 'pro-d', -day);
    const drill = { ...of('search'), fingerprint: fingerprint(classOf('search')), incident: 'inc-search' };
    const order = { failure: 'errors', metric: 'http.errors', change: 'deployment' as const };
    await learning.append(
      happened('drill.requested', 'drill-1', at(-5), { ...drill, ...order, seconds: 120, intensity: 0.3 }),
      happened('drill.started', 'drill-1', at(0), { ...of('search'), injector: 'demo', at: at(0) }),
      noticed('search', 15, 'guard', 'pro-d'),
      happened('drill.ended', 'drill-1', at(120), {
        ...of('search'),
        outcome: 'finished',
        reason: 'Time is over.',
      }),
    );
    const first = { by: 'drill', on: 'drill-1', outcome: 'caught', leadMs: 45_000 };
    await tells('pro-d', [first]);
    await assembled('search', 'inc-d2', 5, { drill: 'drill-1', detectedBy: 'pro-d' });
    await tells('pro-d', [first, { by: 'drill', on: 'drill-1', outcome: 'caught', leadMs: 50_000 }]);
  });
});

describe('a guard that only cries', () => {
  /** An incident that the guard opens itself, as the guardian does for whatever fires; over after two minutes. */
  function cry(service: string, id: string, second: number): Event[] {
    const fired = noticed(service, second, 'guard', id);
    const incident = `inc-${fired.subject}`;
    const own = { correlationId: incident };
    const detected = { ...of(service), anomaly: fired.subject, severity: 'critical' as const };
    return [
      fired,
      happened('incident.detected', incident, at(second + 1), detected, { ...own, causationId: fired.id }),
      happened('anomaly.cleared', fired.subject, at(second + 120), { ...of(service), metric: 'http.errors' }),
      happened('incident.resolved', incident, at(second + 121), of(service), own),
    ];
  }

  it('is not right because of the incidents that it opened itself', async () => {
    await assembled('mall', 'inc-mall', -30 * day);
    await guard('mall', 'pro-m', -21 * day);
    const cries = [-18, -15, -12, -9, -6, -3, -1].map((days) => cry('mall', 'pro-m', days * day));
    await learning.append(...cries.flat());
    const cases = async () =>
      (await learning.learned()).filter(
        (event) => isEvent(event, 'case.assembled') && event.data.detectedBy === 'pro-m',
      );
    await expect.poll(async () => (await cases()).length, { timeout: 20_000 }).toBe(7);
    expect(await cases()).toMatchObject(cries.map(() => ({ data: { confirmedBy: null } })));
    await learning.append(noticed('mall', 0, 'guard', 'pro-m'));
    await tells('pro-m', [{ fired: 7, rightly: 0 }]);
    const { items } = await readGuards(learning.database, { service: 'mall' });
    expect(items).toMatchObject([{ id: 'pro-m', fired: 8, rightly: 0, precision: 0, caught: 0, missed: 0 }]);
  });

  it('is proposed to be retired, once, with the figures', async () => {
    await guard('login', 'pro-n', -21 * day);
    const cries = [-15, -12, -9, -6, -3, -1].map((days) => noticed('login', days * day, 'guard', 'pro-n'));
    await learning.append(...cries, noticed('login', 0, 'guard', 'pro-n'));
    await tells('pro-n', [
      { fired: 5, rightly: 0, reason: 'It fired 5 times in 2.9 weeks, and was right never.' },
    ]);
  });
});
