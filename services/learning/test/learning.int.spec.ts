import { type Event, isEvent } from '@hormesis/events';
import { kindOfProposer } from '@hormesis/learning';
import { parsePosition } from '@hormesis/log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArtefactChecks } from '../src/check-artefacts/artefact-checks.js';
import { readChecksConfig } from '../src/check-artefacts/checks-config.js';
import { happened, startLearning } from './start-learning.js';

let learning: Awaited<ReturnType<typeof startLearning>>;
beforeAll(async () => {
  learning = await startLearning();
});
afterAll(() => learning.stop());

const onset = Date.parse('2026-11-18T10:10:00Z');
const at = (seconds: number) => new Date(onset + seconds * 1000).toISOString();
const of = (service: string) => ({ service: { id: service }, environment: { id: 'production' } });

/** A ramp of a flag that goes wrong, as others tell it. */
function story(service: string, incident: string) {
  const inIncident = { correlationId: incident };
  const flag = `${service}-cache`;
  const ramped = happened('featureflag.ramped', flag, at(-20), {
    ...of(service),
    variant: 'on',
    percentage: 25,
  });
  const anomaly = happened('anomaly.detected', `anom-${incident}`, at(120), {
    ...of(service),
    metric: 'http.errors',
    onset: at(0),
    method: 'alertmanager',
    severity: 'critical',
    failingRequest: {
      method: 'GET',
      path: '/basket',
      headers: { authorization: 'Bearer s3cret' },
      status: 500,
      expectedStatus: 200,
    },
  });
  const windows = Array.from({ length: 60 }, (_, index) =>
    happened('signal.measured', service, at((index - 40) * 10 + 10), {
      ...of(service),
      metric: 'http.errors',
      cohort: 'all',
      start: at((index - 40) * 10),
      durationMs: 10_000,
      total: 500,
      bad: index < 40 ? 4 : 150,
    }),
  );
  const candidate = {
    change: {
      eventId: ramped.id,
      kind: 'flag' as const,
      service,
      subject: flag,
      summary: `${flag} to 25 %`,
      at: at(-20),
      reversible: true,
    },
    probability: 0.95,
    evidence: ['It began 20 s before the onset.'],
  };
  return {
    windows,
    before: [
      happened('featureflag.defined', flag, at(-90_000), {
        ...of(service),
        definition: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
      }),
      ramped,
      anomaly,
      happened(
        'incident.detected',
        incident,
        at(121),
        { ...of(service), anomaly: `anom-${incident}`, severity: 'critical', onset: at(0) },
        { ...inIncident, causationId: anomaly.id },
      ),
      happened(
        'attribution.ranked',
        incident,
        at(121),
        { ...of(service), anomaly: `anom-${incident}`, method: 'recency', candidates: [candidate] },
        inIncident,
      ),
    ],
    resolved: happened('incident.resolved', incident, at(200), of(service), inIncident),
  };
}

const learnedFrom = async (incident: string) =>
  (await learning.learned()).filter(({ correlationId }) => correlationId === incident);
const answeredBy = Object.keys(kindOfProposer).length;
const answersTo = async (incident: string) =>
  (await learnedFrom(incident)).filter((event) => isEvent(event, 'proposal.proposed', 'proposal.withheld'));
const casesOf = async (incident: string) =>
  (await learnedFrom(incident)).filter((event) => isEvent(event, 'case.assembled'));
const allAnswers = async (incident: string) => {
  await expect.poll(async () => (await answersTo(incident)).length, { timeout: 20_000 }).toBe(answeredBy);
  return answersTo(incident);
};
const proposalsOf = (events: readonly Event[]) =>
  events.filter((event) => isEvent(event, 'proposal.proposed'));

const post = (path: string, body: unknown, secret?: string) => send('POST', path, body, secret);

async function send(method: 'POST' | 'PUT', path: string, body: unknown, secret = 'ops-secret') {
  const response = await fetch(`${learning.url()}${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

describe('a resolved incident', () => {
  it('yields a case and proposals of each kind, with their cause', async () => {
    const { before, resolved, windows } = story('checkout', 'inc-0001');
    await learning.append(...windows, ...before, resolved);
    await allAnswers('inc-0001');
    const proposals = proposalsOf(await learnedFrom('inc-0001'));
    expect(new Set(proposals.map(({ data }) => data.kind))).toEqual(
      new Set(['alert', 'flag-default', 'test']),
    );
    expect(await casesOf('inc-0001')).toMatchObject([
      {
        subject: 'inc-0001',
        causationId: resolved.id,
        data: {
          class: { service: 'checkout', failure: 'errors', change: 'flag', signature: 'GET /basket → 500' },
          detectedBy: 'alertmanager',
          shouldHave: 'flag',
          exposedUserSeconds: 2920,
        },
      },
    ]);
    const flagDefaults = proposals.filter(({ data }) => data.kind === 'flag-default');
    const [main, ...more] = flagDefaults.filter(({ data }) => data.alternativeTo === undefined);
    expect(more).toEqual([]);
    expect(new Set(flagDefaults.map(({ data }) => data.alternativeTo))).toEqual(
      new Set([undefined, main?.subject]),
    );
    for (const proposal of proposals) {
      expect(proposal).toMatchObject({
        causationId: resolved.id,
        source: '/hormesis/learning',
        data: { incident: 'inc-0001' },
      });
      expect(JSON.stringify(proposal)).not.toContain('s3cret');
    }
    expect(proposals.map(({ data }) => data.title)).toContain(
      'Begin ramps of checkout-cache at 1 %, not at 25 %',
    );
  });

  it('yields files that the tools they are made for accept', async () => {
    const checks = new ArtefactChecks(readChecksConfig({}));
    for (const { data } of proposalsOf(await learnedFrom('inc-0001'))) {
      const { kind, files, service } = data;
      const verdict = await checks.check({ kind, files, isEdited: false, service: service.id });
      if (kind === 'test' || verdict.checks.some(({ tool }) => tool === 'none')) continue;
      expect(verdict).toMatchObject({ passed: true });
    }
  });

  it('holds alerts against changes of the service that harmed nobody', async () => {
    const { before, resolved, windows } = story('images', 'inc-0031');
    const healthy = happened('service.upgraded', 'images', at(-20_000), {
      environment: { id: 'production' },
      artifactId: 'pkg:oci/images@v7',
    });
    const earlier = (time: string) => new Date(Date.parse(time) - 19_800_000).toISOString();
    const around = windows.slice(0, 40).flatMap((window) => {
      if (!isEvent(window, 'signal.measured')) return [];
      const data = { ...window.data, start: earlier(window.data.start) };
      return [{ ...window, id: `${window.id}-before`, time: earlier(window.time), data }];
    });
    await learning.append(healthy, ...around, ...windows, ...before, resolved);
    await allAnswers('inc-0031');
    const alert = proposalsOf(await learnedFrom('inc-0031')).find(
      ({ data }) => data.proposer === 'threshold',
    );
    expect(alert?.data.files[1]?.content).toContain(`silent at the healthy change ${healthy.id}`);
    expect(alert?.data.evidence).toContain(healthy.id);
  });

  it('teaches what was known when it was resolved, not what came after', async () => {
    const { before, resolved, windows } = story('basket', 'inc-0007');
    const inIncident = { correlationId: 'inc-0007' };
    const reopened = happened('incident.reopened', 'inc-0007', at(300), of('basket'), inIncident);
    const action = { ...of('basket'), incident: 'inc-0007', target: { kind: 'kill' as const, flag: 'x' } };
    const change = {
      eventId: 'later-change',
      kind: 'config' as const,
      service: 'basket',
      subject: 'basket',
      summary: 'a later change',
      at: at(290),
      reversible: true,
    };
    const candidates = [{ change, probability: 0.99, evidence: [] }];
    const data = { ...of('basket'), anomaly: 'anom-later', method: 'recency', candidates };
    const ranked = happened('attribution.ranked', 'inc-0007', at(301), data, inIncident);
    const requested = happened(
      'action.requested',
      'act-later',
      at(302),
      { ...action, change: 'later-change', reason: 'r' },
      inIncident,
    );
    await learning.append(...windows, ...before, reopened, ranked, requested, resolved);
    await allAnswers('inc-0007');
    const titles = proposalsOf(await learnedFrom('inc-0007')).map(({ data: { title } }) => title);
    expect(titles).toContain('Begin ramps of basket-cache at 1 %, not at 25 %');
  });

  it('says what its data does not allow', async () => {
    const { before, resolved } = story('search', 'inc-0002');
    const plain = before.map((event) =>
      isEvent(event, 'anomaly.detected')
        ? { ...event, data: { ...event.data, failingRequest: undefined } }
        : event,
    );
    await learning.append(...plain, resolved);
    await allAnswers('inc-0002');
    const withheld = (await answersTo('inc-0002')).filter((event) => isEvent(event, 'proposal.withheld'));
    const reasons = Object.fromEntries(withheld.map(({ data }) => [data.proposer, data.reason]));
    expect(reasons).toMatchObject({
      threshold: 'No signal windows of http.errors are on record around it.',
      seasonal: expect.stringContaining('two periods on record'),
      gate: 'The flag search-cache is off by default already.',
      replay: expect.stringContaining('nothing to replay'),
      configuration: 'search-cache is a switch, not a value: a flag default guards it.',
    });
  });

  it('teaches once, however often it is seen', async () => {
    const { before, resolved, windows } = story('payments', 'inc-0003');
    await learning.append(...windows, ...before, resolved);
    await allAnswers('inc-0003');
    await learning.append({ ...resolved, id: 'resolved-again' });
    await learning.restart();
    await learning.append(...story('quiet', 'inc-0004').before, story('quiet', 'inc-0004').resolved);
    await allAnswers('inc-0004');
    expect(await answersTo('inc-0003')).toHaveLength(answeredBy);
    expect(await casesOf('inc-0003')).toHaveLength(1);
  });

  it('of which nothing else is on the log teaches nothing, and holds nothing up', async () => {
    await learning.append(happened('incident.resolved', 'inc-0005', at(0), of('checkout')));
    const { before, resolved } = story('checkout', 'inc-0006');
    await learning.append(...before, resolved);
    await allAnswers('inc-0006');
    expect(await learnedFrom('inc-0005')).toEqual([]);
  });
});

describe('what is learnt after the resolution', () => {
  const inIncident = (incident: string) => ({ correlationId: incident });

  it('makes the case anew: a late ranking, a note; and what was withheld may be proposed', async () => {
    const { before, resolved, windows } = story('mailer', 'inc-0011');
    const ranking = before.find((event) => isEvent(event, 'attribution.ranked'));
    await learning.append(...windows, ...before.filter((event) => event !== ranking), resolved);
    await allAnswers('inc-0011');
    expect(await casesOf('inc-0011')).toMatchObject([{ data: { class: { change: 'none' }, change: null } }]);

    if (!ranking || !isEvent(ranking, 'attribution.ranked')) throw new Error('The story has no ranking.');
    const late = happened('attribution.ranked', 'inc-0011', at(400), ranking.data, inIncident('inc-0011'));
    const note = { ...of('mailer'), note: 'The cache was cold.' };
    await learning.append(
      late,
      happened('incident.annotated', 'inc-0011', at(500), note, inIncident('inc-0011')),
    );
    await expect.poll(async () => (await casesOf('inc-0011')).length, { timeout: 20_000 }).toBe(3);
    expect((await casesOf('inc-0011')).at(-1)).toMatchObject({ data: { class: { change: 'flag' } } });
    await expect
      .poll(async () => proposalsOf(await learnedFrom('inc-0011')).map(({ data }) => data.proposer), {
        timeout: 20_000,
      })
      .toContain('ramp-steps');
  });

  it('keeps what a person corrected', async () => {
    const first = story('ledger', 'inc-0021');
    await learning.append(...first.windows, ...first.before, first.resolved);
    await allAnswers('inc-0021');
    const correction = { class: { signature: 'timeout of the bank' }, reason: 'The 500 hides a timeout.' };
    expect(await post('/api/incidents/inc-0021/class', correction)).toMatchObject({
      status: 202,
      body: { events: [{ name: 'case.corrected' }] },
    });
    await expect.poll(async () => (await casesOf('inc-0021')).length, { timeout: 20_000 }).toBe(2);
    expect((await casesOf('inc-0021')).at(-1)).toMatchObject({
      data: {
        class: { signature: 'timeout of the bank' },
        explained: expect.arrayContaining([expect.stringContaining('The 500 hides a timeout.')]),
      },
    });
    const note = { ...of('ledger'), note: 'Seen again in the logs.' };
    await learning.append(happened('incident.annotated', 'inc-0021', at(600), note, inIncident('inc-0021')));
    await expect.poll(async () => (await casesOf('inc-0021')).length, { timeout: 20_000 }).toBe(3);
    const [assembled, corrected, noted] = await casesOf('inc-0021');
    expect(noted?.data.fingerprint).toBe(corrected?.data.fingerprint);
    expect(noted?.data.fingerprint).not.toBe(assembled?.data.fingerprint);
    expect(await post('/api/incidents/inc-0021/class', correction)).toMatchObject({
      status: 202,
      body: { events: [] },
    });
  });

  it.each([
    [
      'an incident without a case',
      'inc-9999',
      { class: { failure: 'latency' }, reason: 'r' },
      404,
      'not-found',
    ],
    ['no reason', 'inc-0021', { class: { failure: 'latency' } }, 400, 'invalid'],
    ['no part of the class', 'inc-0021', { class: {}, reason: 'r' }, 400, 'invalid'],
  ])('refuses to correct %s', async (_, incident, body, status, code) => {
    expect(await post(`/api/incidents/${incident}/class`, body)).toMatchObject({ status, body: { code } });
  });
});

/** What the service does with a proposal on its own, whenever it gets round to it. */
const byItself = ['proposal.backtested', 'proposal.delivered', 'proposal.undelivered'];

describe('deciding on a proposal', () => {
  it('is recorded with who did it, and is done once', async () => {
    const [first, second] = proposalsOf(await learnedFrom('inc-0001'));
    const accepted = await post(`/api/proposals/${first?.subject}/accept`, {
      note: 'merged',
      untested: true,
    });
    expect(accepted).toMatchObject({ status: 202, body: { events: [{ name: 'proposal.accepted' }] } });
    expect(parsePosition(accepted.body.events[0].position)).toMatchObject({ topic: 'hormesis.learning' });
    expect(await post(`/api/proposals/${first?.subject}/accept`, {})).toMatchObject({
      status: 202,
      body: { events: [] },
    });
    expect(await post(`/api/proposals/${first?.subject}/reject`, { reason: 'noisy' })).toMatchObject({
      status: 409,
      body: { code: 'proposal-accepted' },
    });
    expect(await post(`/api/proposals/${second?.subject}/reject`, { reason: 'noisy' })).toMatchObject({
      status: 202,
    });
    const decided = (await learnedFrom('inc-0001')).filter((event) =>
      isEvent(event, 'proposal.accepted', 'proposal.rejected'),
    );
    expect(decided.map(({ actor, data }) => [actor?.credential, data.incident])).toEqual([
      ['ops', 'inc-0001'],
      ['ops', 'inc-0001'],
    ]);
  });

  it.each([
    ['an unknown proposal', '/api/proposals/pro-unknown/accept', {}, 404, 'not-found'],
    ['an edit without files', '/api/proposals/pro-unknown/files', { files: [] }, 400, 'invalid'],
    ['a day that is none', '/api/proposals/pro-unknown/assign', { owner: 'x', due: 'soon' }, 400, 'invalid'],
    ['a rejection without a reason', '/api/proposals/pro-unknown/reject', {}, 400, 'invalid'],
    ['a field that is not known', '/api/proposals/pro-unknown/accept', { because: 'x' }, 400, 'invalid'],
  ])('refuses %s', async (_, path, body, status, code) => {
    const method = path.endsWith('/files') ? 'PUT' : 'POST';
    expect(await send(method, path, body)).toMatchObject({ status, body: { code } });
  });

  it('is assigned, edited and retired by people, each with an event that says who', async () => {
    const third = proposalsOf(await learnedFrom('inc-0001'))[2];
    if (!third || !isEvent(third, 'proposal.proposed')) throw new Error('Nothing was proposed.');
    const of = `/api/proposals/${third.subject}`;
    const due = await post(`${of}/assign`, { owner: 'payments', due: '2026-12-01' });
    expect(due).toMatchObject({ status: 202, body: { events: [{ name: 'proposal.assigned' }] } });
    const files = third.data.files.map((file) => ({ ...file, content: `${file.content}# seen\n` }));
    const edited = await send('PUT', `${of}/files`, { files, note: 'read it' });
    expect(edited).toMatchObject({ status: 202, body: { events: [{ name: 'proposal.edited' }] } });
    expect(await send('PUT', `${of}/files`, { files })).toMatchObject({ body: { events: [] } });
    const outside = files.map((file) => ({ ...file, path: '../x' }));
    expect(await send('PUT', `${of}/files`, { files: outside })).toMatchObject({
      status: 409,
      body: { code: 'files-not-valid' },
    });
    expect(await post(`${of}/accept`, {})).toMatchObject({
      status: 409,
      body: { code: 'proposal-untested' },
    });
    await post(`${of}/accept`, { untested: true, note: 'seen by eye' });
    expect(await post(`${of}/retire`, { reason: 'replaced' })).toMatchObject({ status: 202 });
    const told = (await learnedFrom('inc-0001')).filter(({ subject }) => subject === third.subject);
    expect(told.find((event) => isEvent(event, 'proposal.assigned'))).toMatchObject({
      actor: { credential: 'ops' },
      data: { owner: 'payments', due: '2026-12-02T00:00:00.000Z' },
    });
    expect(told.map(({ name }) => name).filter((name) => !byItself.includes(name))).toEqual([
      ...[
        'proposal.proposed',
        'proposal.assigned',
        'proposal.edited',
        'proposal.accepted',
        'proposal.retired',
      ],
    ]);
  });

  it('needs the scope proposals:write', async () => {
    expect(await post('/api/proposals/pro-x/accept', {}, 'reader-secret')).toMatchObject({ status: 403 });
  });
});
