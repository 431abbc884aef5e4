import { createServer } from 'node:http';
import type { ProjectionStatus } from '@hormesis/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ago } from '../src/cli/ago.js';
import { CliError } from '../src/cli/cli-error.js';
import { isColourful } from '../src/cli/colour.js';
import { exitCode } from '../src/cli/exit-code.js';
import { printError, printResult } from '../src/cli/output.js';
import { refusalOf } from '../src/cli/refusal.js';
import { Server } from '../src/cli/server.js';
import { table } from '../src/cli/table.js';
import { diskSpace, nodeVersion } from '../src/doctor/local-findings.js';
import { projectionFindings } from '../src/doctor/projection-findings.js';
import { isoWeek } from '../src/report/iso-week.js';
import { progressOf, remediesOf } from '../src/status/projection-lines.js';

afterEach(() => vi.restoreAllMocks());

function written(stream: NodeJS.WriteStream, act: () => void): string {
  let text = '';
  const spy = vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  act();
  spy.mockRestore();
  return text;
}

describe('colours', () => {
  const terminal = { isTTY: true };

  it('are for terminals, unless one asks otherwise', () => {
    expect(isColourful(terminal, {}, [])).toBe(true);
    expect(isColourful({}, {}, [])).toBe(false);
    expect(isColourful({}, { CI: '1' }, [])).toBe(false);
    expect(isColourful({}, { FORCE_COLOR: '1' }, [])).toBe(true);
  });

  it('go with NO_COLOR, TERM=dumb and --no-color', () => {
    expect(isColourful(terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, [])).toBe(false);
    expect(isColourful(terminal, { TERM: 'dumb' }, [])).toBe(false);
    expect(isColourful(terminal, {}, ['status', '--no-color'])).toBe(false);
  });
});

describe('what is printed', () => {
  it('is lines for people and one versioned envelope for programs', () => {
    expect(written(process.stdout, () => printResult({}, { n: 1 }, () => ['one', 'two']))).toBe('one\ntwo\n');
    const json = written(process.stdout, () => printResult({ json: true }, { n: 1 }, () => ['one']));
    expect(JSON.parse(json)).toEqual({ version: 1, ok: true, data: { n: 1 } });
  });

  it('names what is wrong with each event, and what went well', () => {
    const error = new CliError('failed', 'One event was not taken.', 'Mend it.', {
      details: [{ index: 1, field: 'time', reason: 'is yesterday', hint: 'Set the clock.' }],
      data: { events: [{ index: 0 }] },
    });
    const text = written(process.stderr, () => expect(printError({}, error)).toBe(1));
    expect(text.split('\n').slice(0, 3)).toEqual([
      'hormesis: One event was not taken.',
      '          event 1, time: is yesterday. Set the clock.',
      '          Mend it.',
    ]);
    const json = written(process.stdout, () => printError({ json: true }, error));
    expect(JSON.parse(json)).toEqual({
      version: 1,
      ok: false,
      error: {
        code: 'failed',
        message: 'One event was not taken.',
        hint: 'Mend it.',
        details: [{ index: 1, field: 'time', reason: 'is yesterday', hint: 'Set the clock.' }],
      },
      data: { events: [{ index: 0 }] },
    });
  });

  it('stands in columns, whatever its colours', () => {
    expect(
      table([
        ['\u001b[32mok\u001b[39m', 'b'],
        ['wrong', 'c'],
      ]),
    ).toEqual(['\u001b[32mok\u001b[39m     b', 'wrong  c']);
  });

  it('says how long ago in one unit', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const told = [
      '2026-11-22T11:59:50Z',
      '2026-11-22T11:55:00Z',
      '2026-11-22T09:00:00Z',
      '2026-11-20T12:00:00Z',
    ];
    expect(told.map((time) => ago(time, now))).toEqual(['10 s ago', '5 min ago', '3 h ago', '2 d ago']);
  });
});

describe('an answer that is no success', () => {
  const problem = (status: number, body: unknown = { title: 'No.', code: 'no' }) =>
    refusalOf(new Response(JSON.stringify(body), { status }));

  it.each([
    [400, 'usage'],
    [401, 'auth'],
    [403, 'auth'],
    [404, 'not-found'],
    [409, 'conflict'],
    [413, 'failed'],
    [422, 'failed'],
    [500, 'failed'],
    [503, 'unavailable'],
  ] as const)('%i is %s', async (status, code) => {
    expect(await problem(status)).toMatchObject({ code, message: 'No.' });
  });

  it('is not found when a rule does not know the thing', async () => {
    expect(await problem(409, { code: 'flag-unknown', title: 'Flag x is not defined here.' })).toMatchObject({
      code: 'not-found',
    });
  });

  it('says the status when it is no problem document', async () => {
    expect(await refusalOf(new Response('<html>', { status: 502 }))).toMatchObject({
      code: 'unavailable',
      message: 'The server answered 502.',
    });
  });
});

describe('the server', () => {
  it('is refused when its address is none', () => {
    expect(() => Server.find({ url: 'localhost:4700' })).toThrow('"localhost:4700" is no address.');
  });

  it('is sent the well-known token only on this machine', () => {
    expect(Server.find({ url: 'http://localhost:4700/' })).toMatchObject({
      url: 'http://localhost:4700',
      token: 'dev-token',
    });
    expect(Server.find({ url: 'https://hormesis.example.org' }).token).toBe('');
  });

  it('is unavailable when something else answers', async () => {
    const other = createServer((_, response) => response.end('<html>hello</html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    await expect(Server.find({ url }).json('/api/status')).rejects.toMatchObject({
      code: 'unavailable',
      hint: 'Check --url.',
    });
    other.close();
    other.closeAllConnections();
  });
});

describe('the doctor', () => {
  it('names what to do about an old Node and a full disk', () => {
    expect(nodeVersion('v24.21.0').level).toBe('good');
    expect(nodeVersion('v20.1.0')).toMatchObject({ level: 'wrong', remedy: expect.stringContaining('npx') });
    expect([diskSpace(50_000), diskSpace(1_000), diskSpace(10)].map(({ level }) => level)).toEqual([
      'good',
      'odd',
      'wrong',
    ]);
  });
});

const now = new Date('2026-11-22T12:00:00Z');
const healthy: ProjectionStatus = {
  ...{ name: 'incident', kind: 'projection', version: 1, behind: 0, parked: 0 },
  ...{ staleSince: null, trouble: null, outdated: null },
};
const stuck: ProjectionStatus = { ...healthy, parked: 2, staleSince: '2026-11-22T11:55:00Z' };
const since = '2026-11-22T11:59:00Z';
const waiting: ProjectionStatus = {
  ...{ ...healthy, name: 'act', kind: 'reaction', behind: 7 },
  trouble: { since, topic: 'hormesis.changes', partition: 2, error: 'connect ECONNREFUSED' },
};
const old: ProjectionStatus = { ...healthy, name: 'report', outdated: 'Rebuild it: hormesis rebuild report' };

describe('a projection', () => {
  it('that is not as it should be is a finding with what to do', () => {
    expect(projectionFindings(healthy)).toEqual([
      { level: 'good', what: 'projection incident', detail: 'up to date' },
    ]);
    expect(projectionFindings({ ...healthy, behind: 5_000 })).toMatchObject([
      { level: 'odd', remedy: expect.stringContaining('one more projector') },
    ]);
    expect(projectionFindings(stuck, now)).toMatchObject([
      {
        level: 'wrong',
        detail: '2 events parked, the first 5 min ago',
        remedy: expect.stringMatching(/hormesis dead-letters list$/),
      },
    ]);
    expect(projectionFindings(waiting, now)).toMatchObject([
      {
        level: 'wrong',
        what: 'reaction act',
        detail: 'hormesis.changes/2 has waited since 1 min ago, 7 events behind: connect ECONNREFUSED',
        remedy: expect.stringContaining('goes on by itself'),
      },
    ]);
    expect(projectionFindings(old)).toMatchObject([{ level: 'odd', remedy: old.outdated }]);
    expect(projectionFindings({ ...stuck, outdated: old.outdated })).toHaveLength(2);
  });

  it('stands in the status with what to do', () => {
    expect(progressOf([healthy])).toBe('up to date');
    expect(remediesOf([healthy])).toEqual([]);
    const all = [healthy, stuck, waiting, old];
    expect(progressOf(all, now)).toBe('7 events behind, 2 parked (the first 5 min ago)');
    expect(remediesOf(all, now)).toEqual([
      '  Parked in incident. Look at them: hormesis dead-letters list',
      '  Waiting act, since 1 min ago: connect ECONNREFUSED',
      '  Outdated Rebuild it: hormesis rebuild report',
    ]);
  });
});

describe('this week', () => {
  it.each([
    ['2026-11-22T23:59:59Z', '2026-W47'],
    ['2026-11-23T00:00:00Z', '2026-W48'],
    ['2027-01-01T00:00:00Z', '2026-W53'],
    ['2024-12-30T00:00:00Z', '2025-W01'],
  ])('%s is in %s', (instant, week) => {
    expect(isoWeek(new Date(instant))).toBe(week);
  });
});

it('gives each ending its own exit code', () => {
  expect(new Set(Object.values(exitCode)).size).toBe(Object.keys(exitCode).length);
});
