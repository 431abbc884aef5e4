import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Proposal } from '@hormesis/api';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createProgram } from '../src/program.js';
import { backtestInWords, standingOf } from '../src/proposals/in-words.js';

type Call = { method: string; url: string; body: unknown };
type Answer = { status?: number; body: unknown };

const proposal = {
  id: 'pro-1',
  kind: 'alert',
  proposer: 'threshold',
  class: 'detects-earlier',
  state: 'applied',
  title: 'Alert when more than 5 % of http.errors of checkout are bad',
  rationale: 'It would have fired.',
  verification: 'It fires first.',
  instance: 'This incident.',
  generalised: 'Any version.',
  service: 'checkout',
  environment: 'production',
  incident: 'inc-1',
  fingerprint: 'fp-1',
  files: [
    { path: 'alerts/a.rules.yml', mediaType: 'application/yaml', content: 'groups: []\n' },
    { path: 'alerts/a.test.yml', mediaType: 'application/yaml', content: 'tests: []\n' },
  ],
  proposedFiles: null,
  evidence: ['e1'],
  overlaps: [],
  alternativeTo: null,
  variantsTried: 3,
  fittedUntil: null,
  backtest: null,
  checks: [],
  owner: 'payments',
  due: '2026-12-01T00:00:00.000Z',
  proposedAt: '2026-11-18T10:00:00.000Z',
  decidedAt: '2026-11-18T11:00:00.000Z',
  decidedBy: { kind: 'person', id: 'ana' },
  reason: 'good',
  delivered: [],
  undelivered: null,
  appliedAt: '2026-11-18T12:00:00.000Z',
  applied: { seen: 'commit', evidence: 'c0ffee' },
  exercises: [
    {
      by: 'recurrence',
      on: 'inc-2',
      at: '2026-11-19T12:00:00.000Z',
      outcome: 'caught',
      firedAt: '2026-11-19T11:00:00.000Z',
      leadMs: 40_000,
      before: ['person'],
      reason: 'It fired 40 s before person noticed.',
    },
  ],
  retirement: null,
  retiredAt: null,
  reopened: [],
  staleSince: null,
} as Proposal;

const calls: Call[] = [];
let answers: Answer[] = [];
let server: Server;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hormesis-proposals-'));
  server = createServer(async (request, response) => {
    const body = await text(request);
    const { method = '', url = '' } = request;
    calls.push({ method, url, body: body === '' ? undefined : JSON.parse(body) });
    const { status = 200, body: answer } = answers.shift() ?? { body: { events: [{ id: 'e-1' }] } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true });
});
afterEach(() => {
  calls.length = 0;
  answers = [];
  process.exitCode = 0;
  vi.restoreAllMocks();
});

async function run(...args: string[]): Promise<string> {
  let printed = '';
  const print = (chunk: unknown) => {
    printed += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation(print);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createProgram().parseAsync(['proposals', ...args, '--url', url, '--token', 't'], { from: 'user' });
  return printed;
}

describe('hormesis proposals', () => {
  it('lists those that are asked for, with what is to be done', async () => {
    answers = [{ body: { items: [proposal], next: 'n1' } }];
    const printed = await run('list', '--state', 'applied', '--class', 'fp-1', '--overdue');
    expect(calls[0]?.url).toBe('/api/proposals?limit=50&state=applied&fingerprint=fp-1&overdue=true');
    expect(printed).toMatch(/pro-1 {2}applied, caught 1, missed 0 {2}alert/);
    expect(printed).toContain('There are more: --after n1');
    answers = [{ body: { items: [], next: null } }];
    expect(await run()).toBe('There are none. An incident teaches when it is resolved.\n');
  });

  it('shows one, or one file of it as it stands', async () => {
    answers = [{ body: proposal }];
    const printed = await run('show', 'pro-1');
    expect(printed).toMatch(/Caught +inc-2, 40 s sooner: It fired 40 s before person noticed\./);
    expect(printed).toMatch(/In force +.* seen as commit: c0ffee/);
    answers = [{ body: proposal }];
    expect(await run('show', 'pro-1', '--file', 'alerts/a.test.yml')).toBe('tests: []\n');
    answers = [{ body: proposal }];
    expect(await run('show', 'pro-1', '--file', 'b.yml')).toContain('It has alerts/a.rules.yml');
    expect(process.exitCode).toBe(3);
  });

  it('accepts, and tells what no backtest speaks for', async () => {
    expect(await run('accept', 'pro-1', '--note', 'seen', '--untested')).toMatch(/^pro-1 is accepted\./);
    const title = 'Nothing on record speaks for proposal pro-1.';
    answers = [{ status: 409, body: { status: 409, code: 'proposal-untested', title } }];
    expect(await run('accept', 'pro-1')).toContain(title);
    expect(process.exitCode).toBe(4);
    expect(calls).toMatchObject([
      { method: 'POST', url: '/api/proposals/pro-1/accept', body: { note: 'seen', untested: true } },
      { body: {} },
    ]);
  });

  it('assigns, rejects and retires', async () => {
    await run('assign', 'pro-1', '--owner', 'payments', '--due', '2026-12-01');
    await run('reject', 'pro-1', '--reason', 'noisy');
    answers = [{ body: { events: [] } }];
    expect(await run('retire', 'pro-1', '--reason', 'noisy')).toBe('pro-1 was retired already.\n');
    expect(calls).toMatchObject([
      { url: '/api/proposals/pro-1/assign', body: { owner: 'payments', due: '2026-12-01' } },
      { url: '/api/proposals/pro-1/reject', body: { reason: 'noisy' } },
      { url: '/api/proposals/pro-1/retire', body: { reason: 'noisy' } },
    ]);
  });

  it('edits the files that are named, and leaves the others', async () => {
    const mine = join(folder, 'mine.yml');
    await writeFile(mine, 'groups: [mine]\n');
    answers = [{ body: proposal }];
    await run('edit', 'pro-1', '--file', `alerts/a.rules.yml=${mine}`, '--note', 'mine');
    expect(calls[1]).toMatchObject({
      method: 'PUT',
      url: '/api/proposals/pro-1/files',
      body: { files: [{ content: 'groups: [mine]\n' }, { content: 'tests: []\n' }], note: 'mine' },
    });
    answers = [{ body: proposal }];
    expect(await run('edit', 'pro-1', '--file', 'b.yml')).toContain('has no file b.yml');
    answers = [{ body: proposal }];
    expect(await run('edit', 'pro-1', '--file', `alerts/a.rules.yml=${mine}x`)).toContain('cannot be read');
    expect(process.exitCode).toBe(2);
  });
});

describe('where a proposal stands', () => {
  const now = new Date('2026-12-02T00:00:00Z');
  it.each([
    [{ state: 'accepted' }, 'accepted, overdue'],
    [{ state: 'rejected' }, 'rejected'],
    [{ exercises: [] }, 'applied, not yet exercised'],
    [{ retirement: {} }, 'applied, caught 1, missed 0, to be retired?'],
  ])('%j is %s', (changed, words) => {
    expect(standingOf({ ...proposal, ...changed } as Proposal, now)).toBe(words);
  });

  const passed = { verdict: 'passed', source: { leadMs: 300_000 }, recall: { caught: 1, of: 2 } };
  const refused = [{ tool: 'promtool check rules', version: '3', passed: false, says: '' }];
  it.each([
    [{}, 'none yet'],
    [{ checks: refused }, 'promtool check rules refuses it'],
    [{ checks: [{ ...refused[0], tool: 'none' }] }, 'not checked'],
    [{ checks: [{ ...refused[0], tool: 'none' }, ...refused] }, 'promtool check rules refuses it'],
    [{ backtest: { verdict: 'not-evaluable' } }, 'not evaluable'],
    [
      { backtest: { ...passed, falseAlarms: { perWeek: 0.123, low: 0.003, high: 0.69 } } },
      'passed, 5 min sooner, 1 of 2, 0.12 false a week',
    ],
    [
      { backtest: { ...passed, falseAlarms: { count: 0, perWeek: 0, low: 0, high: 702 } } },
      'passed, 5 min sooner, 1 of 2, 0 false, too short a record to tell how often',
    ],
  ])('its backtest %j says %s', (changed, words) => {
    expect(backtestInWords({ ...proposal, ...changed } as Proposal)).toBe(words);
  });
});
