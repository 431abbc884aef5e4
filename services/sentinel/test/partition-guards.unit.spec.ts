import { changeOf } from '@hormesis/change';
import { type EventOf, type StatementOf, stateEvent } from '@hormesis/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedAlerts } from '../src/run-guards/accepted-alert.js';
import { type Guard, guardOf } from '../src/run-guards/guard.js';
import { GuardRecord } from '../src/run-guards/guard-record.js';
import type { StandingGuard } from '../src/run-guards/guard-statement.js';
import { type GuardNews, PartitionGuards } from '../src/run-guards/partition-guards.js';
import { warmUp } from '../src/run-guards/warm-up.js';

const start = 1_700_000_000_000;
const at = (seconds: number) => start + seconds * 1_000;

type Window = EventOf<'signal.measured'>;

function known<S extends StatementOf>(statement: S, time: number, source = '/emitter'): EventOf<S['name']> {
  const instant = new Date(time).toISOString();
  const envelope = { source, time: instant, recordedTime: instant };
  return stateEvent(statement, envelope) as EventOf<S['name']>;
}

/** A second of traffic, known at once. */
function window(service: string, seconds: number, bad: number, cohort = 'all'): Window {
  const counted = { metric: 'http.errors', cohort, durationMs: 1_000, total: 50, bad };
  const start = new Date(at(seconds - 1)).toISOString();
  const place = { service: { id: service }, environment: { id: 'production' } };
  return known(
    { name: 'signal.measured', subject: service, data: { ...place, ...counted, start } },
    at(seconds) + 50,
  );
}

const deployed = {
  name: 'service.upgraded',
  subject: 'orders',
  data: { environment: { id: 'production' }, artifactId: 'pkg:oci/orders@v2', version: 'v2' },
} satisfies StatementOf<'service.upgraded'>;

const reading = (expr: string, more = '') =>
  `groups: [{ name: g, rules: [{ alert: A, expr: '${expr} > 1'${more} }] }]`;

const rules = (rest = '') => `
groups:
  - name: g
    rules:
      - alert: TooManyBad
        expr: rate(hormesis_signal_bad_total{service="orders"}[30s]) > 10
        for: 20s
      - alert: Silent
        expr: absent(rate(hormesis_signal_requests_total{service="orders",environment="production"}[40s]))
${rest}`;

function guard(content = rules(), acceptedAt = start - 1): Guard {
  const made = guardOf({
    id: 'pro-1',
    service: 'orders',
    environment: 'production',
    incident: 'inc-1',
    files: [{ path: 'alerts/a.rules.yml', mediaType: 'application/yaml', content }],
    acceptedAt,
  });
  if ('because' in made) throw new Error(made.because);
  return made;
}

/** A partition that begins at the start, or goes on from what was stated before. */
function begin(until = start, standing: StandingGuard[] = [], guards: Guard[] = [guard()]): PartitionGuards {
  const partition = new PartitionGuards(until, standing);
  partition.use(new GuardRecord(guards), until);
  return partition;
}

const said = (news: readonly GuardNews[]) =>
  news.map(({ statement }) => [
    statement.name,
    (Date.parse(statement.time) - start) / 1_000,
    statement.subject,
  ]);

const bad = [...Array(60).keys()].map((n) => window('orders', n + 60, n < 40 ? 20 : 0));
const quiet = [...Array(60).keys()].map((n) => window('orders', n, 1));
const more = [...Array(60).keys()].map((n) => window('orders', n + 120, 0));
const all = [...quiet, ...bad, ...more];

describe('the guards of a partition', () => {
  it('state what fires, where, since when, and when it is over', () => {
    const partition = begin();
    for (const each of all) partition.take(each);
    const news = partition.takeNews();
    expect(news.map(({ statement }) => statement.name)).toEqual(['anomaly.detected', 'anomaly.cleared']);
    expect(news[0]?.statement).toMatchObject({
      data: {
        service: { id: 'orders' },
        environment: { id: 'production' },
        metric: 'http.errors',
        method: 'guard',
        guard: 'pro-1',
        severity: 'critical',
        summary: 'TooManyBad',
      },
    });
    expect(news[1]?.statement.subject).toBe(news[0]?.statement.subject);
  });

  it('notice by the clock that nothing comes any more, and that it comes again', () => {
    const partition = begin();
    for (const each of quiet) partition.take(each);
    partition.pass(at(80));
    expect(partition.takeNews()).toEqual([]);
    partition.pass(at(120));
    expect(partition.takeNews().map(({ statement }) => statement.data)).toMatchObject([
      { service: { id: 'orders' }, metric: 'Silent' },
    ]);
    for (const each of more) partition.take(each);
    expect(partition.takeNews().map(({ statement }) => statement.name)).toEqual(['anomaly.cleared']);
  });

  it('state the same however often they are stopped and begun again on the way', () => {
    const whole = begin();
    for (const each of all) whole.take(each);
    const expected = said(whole.takeNews());
    expect(expected).toHaveLength(2);
    fc.assert(
      fc.property(fc.array(fc.nat(all.length), { maxLength: 4 }), (stops) => {
        const news: GuardNews[] = [];
        const standing = new Map<string, StandingGuard>();
        let [partition, taken] = [begin(), 0];
        for (const stop of [...stops, all.length].sort((a, b) => a - b)) {
          for (; taken < stop; taken++) partition.take(all[taken] as Window);
          for (const each of partition.takeNews()) {
            news.push(each);
            if (each.began) standing.set(each.began.subject, each.began);
            if (each.over !== undefined) standing.delete(each.over);
          }
          partition = begin(partition.evaluatedUntil, [...standing.values()]);
          for (const each of all.slice(0, taken)) partition.take(each);
        }
        expect(said([...news, ...partition.takeNews()])).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('are over when they are taken out of force', () => {
    const partition = begin();
    for (const each of [...quiet, ...bad.slice(0, 40)]) partition.take(each);
    partition.pass(at(100));
    expect(partition.takeNews()).toHaveLength(1);
    partition.use(new GuardRecord([]), at(101));
    expect(said(partition.takeNews())).toMatchObject([['anomaly.cleared', 101, expect.any(String)]]);
  });

  it('stay stated while their record is still being read', () => {
    const partition = begin();
    for (const each of [...quiet, ...bad.slice(0, 40)]) partition.take(each);
    partition.pass(at(100));
    expect(partition.takeNews()).toHaveLength(1);
    partition.use(new GuardRecord([]), at(101), [guard()]);
    expect(partition.takeNews()).toEqual([]);
    const record = new GuardRecord([guard()]);
    for (const each of [...quiet, ...bad, ...more]) record.take(each);
    partition.use(record, at(180));
    expect(partition.takeNews().map(({ statement }) => statement.name)).toEqual(['anomaly.cleared']);
  });

  it('keep what they ask for, and nothing else', () => {
    const asking = new GuardRecord([
      guard(`groups:
  - name: g
    rules:
      - record: mine
        expr: sum(rate(hormesis_signal_bad_total{service="orders"}[1m]))
      - { alert: A, expr: mine > 1 }
`),
    ]);
    for (const each of [window('orders', 1, 0), window('cart', 1, 0)]) asking.take(each);
    expect(new Set(asking.recorder.series.map(({ labels }) => labels.service))).toEqual(new Set(['orders']));
  });

  it('say nothing of what was true before they were accepted, until it was not true once', () => {
    const partition = begin(start, [], []);
    const late = guard(rules(), at(95));
    const record = new GuardRecord([late]);
    for (const each of [...quiet, ...bad.slice(0, 35)]) record.take(each);
    partition.use(record, at(95));
    for (const each of [...bad.slice(35), ...more]) partition.take(each);
    expect(partition.takeNews()).toEqual([]);
    for (let n = 180; n < 240; n += 1) partition.take(window('orders', n, 20));
    expect(said(partition.takeNews())).toMatchObject([['anomaly.detected', 220, expect.any(String)]]);
  });

  it('go on holding it back when other guards come, and are not held back by a restart', () => {
    const before = [...quiet, ...bad.slice(0, 35)];
    const recordOf = (acceptedAt: number) => {
      const record = new GuardRecord([guard(rules(), acceptedAt)]);
      for (const each of before) record.take(each);
      return record;
    };
    const renewed = begin(start, [], []);
    for (const now of [95, 96]) renewed.use(recordOf(at(95)), at(now));
    renewed.pass(at(101));
    expect(renewed.takeNews()).toEqual([]);
    const restarted = begin(at(95), [], []);
    restarted.use(recordOf(at(50)), at(96));
    restarted.pass(at(101));
    expect(said(restarted.takeNews())).toMatchObject([['anomaly.detected', 100, expect.any(String)]]);
  });

  it('name the cohort that their labels name, and the change that it has', () => {
    const content = reading(
      'sum by (service, cohort) (rate(hormesis_signal_bad_total{service="orders"}[30s]))',
    );
    const change = changeOf(known(deployed, at(1))) ?? expect.unreachable();
    const asked: unknown[][] = [];
    const partition = new PartitionGuards(start, [], undefined, (...of) => {
      asked.push(of);
      return of[1] === 'version:v2' ? change : undefined;
    });
    partition.use(new GuardRecord([guard(content)]), start);
    for (let n = 1; n < 60; n += 1)
      for (const cohort of ['version:v1', 'version:v2']) partition.take(window('orders', n, 20, cohort));
    const named = partition
      .takeNews()
      .map(({ statement }) => statement.data)
      .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
    expect(named).toMatchObject([{ cohort: 'version:v1' }, { cohort: 'version:v2' }]);
    expect(named[0]).not.toHaveProperty('change');
    expect(named[1]).toMatchObject({ change: { id: change.eventId, source: change.source } });
    expect(asked[0]?.[0]).toEqual({ service: 'orders', environment: 'production' });
  });

  it('say the same when they were evaluated a little at a time before, and let others work meanwhile', async () => {
    const record = () => {
      const made = new GuardRecord([guard()]);
      for (const each of [...quiet, ...bad.slice(0, 15)]) made.take(each);
      return made;
    };
    const [atOnce, slowly] = [begin(at(60), [], []), begin(at(60), [], [])];
    atOnce.use(record(), at(76));
    const warm = record();
    let turns = 0;
    let isDone = false;
    const others = () => {
      turns += 1;
      if (!isDone) setImmediate(others);
    };
    setImmediate(others);
    const running = await warmUp(warm, Math.min(at(60), warm.knownUntil - 1), 0);
    isDone = true;
    expect(turns).toBeGreaterThan(40);
    slowly.use(warm, at(76), warm.guards, running);
    for (const partition of [atOnce, slowly]) for (const each of bad.slice(15)) partition.take(each);
    const expected = atOnce.takeNews();
    expect(expected).not.toEqual([]);
    expect(said(slowly.takeNews())).toEqual(said(expected));
    expect(slowly.sound).toHaveLength(1);
  });

  it('tell of a rule that cannot be evaluated, and go on', () => {
    const faults: string[] = [];
    const partition = new PartitionGuards(start, [], (_, because) => faults.push(because));
    const ambiguous = guard(
      rules(`      - alert: Ambiguous
        expr: '{__name__=~"hormesis_signal_(bad|requests)_total",service="orders"} * on(service) {__name__=~"hormesis_signal_(bad|requests)_total",service="orders"}'`),
    );
    partition.use(new GuardRecord([ambiguous]), start);
    for (const each of quiet) partition.take(each);
    expect(faults).toEqual([expect.stringContaining('Ambiguous: ')]);
    expect(partition.sound).toEqual([]);
  });
});

describe('a guard that is in force', () => {
  it('has been evaluated over a series of its own', () => {
    const partition = begin();
    for (const each of quiet) partition.take({ ...each, data: { ...each.data, service: { id: 'cart' } } });
    partition.pass(at(120));
    expect(partition.sound).toEqual([]);
    for (const each of more) partition.take(each);
    expect(partition.sound.map(({ id }) => id)).toEqual(['pro-1']);
  });

  it('finds none under another name of the same service', () => {
    const partition = begin(
      start,
      [],
      [
        guard(`groups:
  - name: g
    rules:
      - { alert: A, expr: 'hormesis_signal_latency_seconds_count{service="orders"} > 1' }
`),
      ],
    );
    for (const each of quiet) partition.take(each);
    expect(partition.sound).toEqual([]);
  });
});

describe('accepted alerts', () => {
  const of = { service: { id: 'orders' }, incident: 'inc-1' };
  const files = [{ path: 'a.rules.yml', mediaType: 'application/yaml', content: 'old' }];
  const ours = '/hormesis/learning';
  const proposed = (kind: 'alert' | 'test', source = ours, content = files) =>
    known(
      {
        name: 'proposal.proposed',
        subject: 'pro-1',
        data: {
          ...of,
          kind,
          proposer: 'threshold',
          class: 'detects-earlier',
          title: 't',
          rationale: 'r',
          files: content,
          evidence: ['e'],
          fingerprint: 'f',
          verification: 'v',
          instance: 'i',
          generalised: 'g',
          overlaps: [],
          variantsTried: 1,
        },
      },
      start,
      source,
    );
  const accepted = (source = ours) =>
    known({ name: 'proposal.accepted', subject: 'pro-1', data: of }, start, source);
  const edited = (source = ours) =>
    known(
      {
        name: 'proposal.edited',
        subject: 'pro-1',
        data: { ...of, files: [{ ...files[0]!, content: 'new' }] },
      },
      start,
      source,
    );
  const retired = (source = ours) =>
    known({ name: 'proposal.retired', subject: 'pro-1', data: { ...of, reason: 'r' } }, start, source);

  it('run from acceptance to retirement, with people’s edits', () => {
    const alerts = acceptedAlerts();
    const steps = [
      proposed('alert'),
      accepted(),
      accepted(),
      proposed('alert'),
      edited(),
      accepted(),
      retired(),
      retired(),
    ];
    const seen = steps.map((event) => [
      alerts.take(event),
      alerts.all().map(({ files }) => files[0]?.content),
    ]);
    expect(seen).toEqual([
      [false, []],
      [true, ['old']],
      [false, ['old']],
      [false, ['old']],
      [true, []],
      [true, ['new']],
      [true, []],
      [false, []],
    ]);
  });

  it('are alerts only', () => {
    const alerts = acceptedAlerts();
    for (const event of [proposed('test'), accepted()]) alerts.take(event);
    expect(alerts.all()).toEqual([]);
  });

  it('are none by the word of another source, which changes nothing of ours either', () => {
    const foreign = '/ci/evil';
    const alerts = acceptedAlerts();
    expect([proposed('alert', foreign), accepted()].map(alerts.take)).toEqual([false, false]);
    alerts.take(proposed('alert'));
    expect(alerts.take(accepted(foreign))).toBe(false);
    expect(alerts.all()).toEqual([]);
    alerts.take(accepted());
    const before = alerts.all();
    expect(before).toMatchObject([{ id: 'pro-1', files }]);
    expect([edited(foreign), retired(foreign)].map(alerts.take)).toEqual([false, false]);
    expect(alerts.all()).toEqual(before);
  });

  it.each([
    ['groups: [', /a\.rules\.yml, line 1: This is not YAML/],
    ['groups: [{ name: g, rules: [{ alert: A, expr: "count_values(\'v\', a)" }] }]', /count_values/],
    ['groups: [{ name: g, rules: [{ record: r, expr: a }] }]', /no alert rule/],
    ['groups: [{ name: g, rules: [{ alert: A, expr: up == 0 }] }]', /asks for up.*Load it in Prometheus/],
    [reading('hormesis_signal_bad_total'), /reads hormesis_signal_bad_total without service="s"/],
    [reading('hormesis_signal_bad_total{service="cart"}'), /without service="s".*load it in Prometheus/],
    [reading('hormesis_signal_bad_total{service=~"s|cart"}'), /without service="s"/],
    [reading('hormesis_signal_bad_total{service!="cart"}'), /without service="s"/],
    [
      reading('hormesis_signal_bad_total{service="s"} / on() sum({__name__=~"hormesis_.*"})'),
      /reads hormesis_\.\* without/,
    ],
    [reading('vector(1)'), /reads no recorded signal/],
    [reading('hormesis_signal_bad_total{service="s"}', ', for: 100y'), /more than 11000 evaluations/],
    [reading('hormesis_signal_bad_total{service="s"}', ', keep_firing_for: 30d'), /longer interval/],
  ])('do not run where the rules cannot: %s', (content, because) => {
    expect(
      guardOf({
        id: 'p',
        service: 's',
        environment: undefined,
        incident: 'i',
        files: [{ ...files[0]!, content }],
        acceptedAt: start,
      }),
    ).toEqual({ because: expect.stringMatching(because) });
  });
});
