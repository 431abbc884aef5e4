import { isEvent } from '@hormesis/events';
import type { ProposalKind } from '@hormesis/learning';
import { parsePosition } from '@hormesis/log';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answeredBy, learnt, proposalsOf } from './learnt.js';
import { story } from './ramp-story.js';
import { startLearning } from './start-learning.js';

let learning: Awaited<ReturnType<typeof startLearning>>;
let { answersTo, learnedFrom, post, send } = {} as ReturnType<typeof learnt>;
beforeAll(async () => {
  // What alerts are checked with is tried elsewhere.
  vi.stubEnv('HORMESIS_PROMTOOL', '/nowhere/promtool');
  learning = await startLearning();
  ({ answersTo, learnedFrom, post, send } = learnt(learning));
  const { before, resolved, windows } = story('checkout', 'inc-0001');
  await learning.append(...windows, ...before, resolved);
  await vi.waitFor(async () => expect(await answersTo('inc-0001')).toHaveLength(answeredBy), 20_000);
});
afterAll(() => learning?.stop());

const ofKind = async (kind: ProposalKind) =>
  proposalsOf(await learnedFrom('inc-0001')).filter(({ data }) => data.kind === kind);

/** What the service does with a proposal on its own, whenever it gets round to it. */
const byItself = ['proposal.backtested', 'proposal.delivered', 'proposal.undelivered'];

describe('deciding on a proposal', () => {
  it('is recorded with who did it, and is done once', async () => {
    const [first, second] = await ofKind('alert');
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
    const [third] = await ofKind('flag-default');
    if (!third) throw new Error('Nothing was proposed.');
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

  it('has a test that a person has edited run by nobody, and says why', async () => {
    const [replay] = await ofKind('test');
    if (!replay) throw new Error('No test was proposed.');
    const said = async () => {
      const ofIt = (await learnedFrom('inc-0001')).filter(({ subject }) => subject === replay.subject);
      const newest = ofIt.findLast((event) => isEvent(event, 'proposal.backtested'));
      return newest?.data.checks.map(({ says }) => says).join();
    };
    await post('/api/backtests', { proposal: replay.subject });
    await expect.poll(said, { timeout: 20_000 }).toMatch(/HORMESIS_TEST_TARGETS|on record/);
    const files = replay.data.files.map((file) => ({ ...file, content: `${file.content}// seen\n` }));
    await send('PUT', `/api/proposals/${replay.subject}/files`, { files });
    await post('/api/backtests', { proposal: replay.subject });
    await expect.poll(said, { timeout: 20_000 }).toContain('HORMESIS_RUN_EDITED_TESTS');
  });

  it('needs the scope proposals:write', async () => {
    expect(await post('/api/proposals/pro-x/accept', {}, 'reader-secret')).toMatchObject({ status: 403 });
  });
});
