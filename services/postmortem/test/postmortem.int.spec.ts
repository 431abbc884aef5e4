import { createHash } from 'node:crypto';
import type { Event } from '@hormesis/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostmortem } from './support/start-postmortem.js';
import { badWeekEvents } from './support/weeks.js';

let postmortem: Awaited<ReturnType<typeof startPostmortem>>;
beforeAll(async () => {
  postmortem = await startPostmortem('2026-11-26T12:00:00Z');
});
afterAll(() => postmortem.stop());

async function call(method: string, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${postmortem.url()}${path}`, {
    method,
    headers: { authorization: 'Bearer ops-secret', ...headers },
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    type,
    headers: response.headers,
    text,
    body: type.includes('json') ? JSON.parse(text) : undefined,
  };
}

describe('reports', () => {
  it('of a week without events is a report too', async () => {
    const { body, headers, status } = await call('GET', '/api/reports/2026-W46');
    expect(status).toBe(200);
    expect(headers.get('hormesis-report')).toBe('made-now');
    expect(body).toMatchObject({ week: '2026-W46', headline: 'Week 46: no incidents', cited: [] });
  });

  it('are made from the log, in the form that is asked for', async () => {
    await postmortem.append(...badWeekEvents);
    const headline = 'Week 47: 3 incidents, 1 with a completed action';
    await expect
      .poll(async () => (await call('GET', '/api/reports/2026-W47')).body, { timeout: 20_000 })
      .toMatchObject({ headline, cited: { length: 22 } });
    const markdown = await call('GET', '/api/reports/2026-W47', { accept: 'text/markdown' });
    expect(markdown).toMatchObject({
      type: 'text/markdown; charset=utf-8',
      text: expect.stringContaining(`# ${headline}`),
    });
    const page = await call('GET', '/api/reports/2026-W47', {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    });
    expect(page).toMatchObject({
      type: 'text/html; charset=utf-8',
      text: expect.stringContaining(`<h1>${headline}</h1>`),
    });
    expect(await call('GET', '/api/reports/2026-W47', { accept: 'image/png' })).toMatchObject({
      status: 406,
      body: { code: 'not-acceptable' },
    });
    const etag = page.headers.get('etag') ?? '';
    expect(
      await call('GET', '/api/reports/2026-W47', { accept: 'text/html', 'if-none-match': etag }),
    ).toMatchObject({ status: 304 });
  });

  it.each([
    ['2026-W54', 'invalid-week', /Write an ISO week, for example 2026-W48/],
    ['last', 'invalid-week', /Write an ISO week/],
    ['2026-W49', 'week-in-future', /The latest week/],
  ])('refuse the week %s, and say what to write', async (week, code, hint) => {
    for (const method of ['GET', 'POST']) {
      expect(await call(method, `/api/reports/${week}`)).toMatchObject({
        status: 400,
        body: { code, hint: expect.stringMatching(hint) },
      });
    }
  });
});

describe('publishing', () => {
  it('keeps the report, says so once, and again only when the week’s events have changed', async () => {
    const first = await call('POST', '/api/reports/2026-W47');
    expect(first).toMatchObject({
      status: 202,
      body: { events: [{ name: 'postmortem.published', position: expect.any(String) }] },
    });
    expect(await call('POST', '/api/reports/2026-W47')).toMatchObject({ status: 202, body: { events: [] } });

    const shown = await call('GET', '/api/reports/2026-W47');
    expect(shown.headers.get('hormesis-report')).toBe('published');
    const [published] = await postmortem.published();
    expect(published).toMatchObject({
      subject: '2026-W47',
      data: { incidents: 3, digest: createHash('sha256').update(shown.text).digest('hex') },
    });

    const late = {
      ...badWeekEvents.find(({ id }) => id === 'inc-3'),
      id: 'late',
      subject: 'inc-4444',
      correlationId: 'inc-4444',
    };
    await postmortem.append(late as (typeof badWeekEvents)[number]);
    expect((await call('POST', '/api/reports/2026-W47')).body.events).toHaveLength(1);
    expect((await call('GET', '/api/reports/2026-W47')).body.incidents).toHaveLength(4);
  });

  it('does not change the week it falls into', async () => {
    expect((await call('POST', '/api/reports/2026-W48')).body.events).toHaveLength(1);
    expect((await call('POST', '/api/reports/2026-W48')).body.events).toEqual([]);
  });

  it('needs the scope reports:write', async () => {
    const reader = { authorization: 'Bearer reader-secret' };
    expect(await call('POST', '/api/reports/2026-W47', reader)).toMatchObject({ status: 403 });
    expect(await call('GET', '/api/reports/2026-W47', reader)).toMatchObject({ status: 200 });
  });

  it('refuses a cursor that is none', async () => {
    expect(await call('GET', '/api/reports?cursor=xx')).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ field: 'cursor' }] },
    });
  });

  it('lists what was published, the latest week first', async () => {
    const weeks = async () =>
      (await call('GET', '/api/reports')).body.items.map(({ week }: { week: string }) => week);
    await expect.poll(weeks, { timeout: 20_000 }).toEqual(['2026-W48', '2026-W47']);
  });
});

describe('on Mondays', () => {
  it('a missed report is published at the start, once', async () => {
    const weeks = async () => (await postmortem.published()).map(({ subject }) => subject);
    const before = (await weeks()).length;
    await postmortem.restartAt('2026-12-07T05:59:00Z');
    await postmortem.restartAt('2026-12-07T06:01:00Z');
    await expect.poll(weeks, { timeout: 20_000 }).toContain('2026-W49');
    await postmortem.restartAt('2026-12-09T10:00:00Z');
    await call('GET', '/api/reports');
    expect(await weeks()).toHaveLength(before + 1);
  });
});

describe('a report that was published while its week ran', () => {
  it('is neither shown as the week’s report afterwards, nor in place of Monday’s', async () => {
    await postmortem.restartAt('2027-01-06T10:00:00Z');
    const wednesday = await call('POST', '/api/reports/2027-W01');
    expect(wednesday.body.events).toHaveLength(1);
    await postmortem.restartAt('2027-01-11T05:00:00Z');
    const early = await call('GET', '/api/reports/2027-W01');
    expect(early.headers.get('hormesis-report')).toBe('made-now');
    await postmortem.restartAt('2027-01-11T06:01:00Z');
    const times = async () =>
      (await postmortem.published()).filter(({ subject }) => subject === '2027-W01').length;
    await expect.poll(times, { timeout: 20_000 }).toBe(2);
    const shown = await call('GET', '/api/reports/2027-W01');
    expect(shown.headers.get('hormesis-report')).toBe('published');
  });
});

describe('what is older than four weeks', () => {
  it('is told if it is an incident that ends in the week, or a proposal that waits', async () => {
    const later = (event: Event, weeks: number): Event => ({
      ...event,
      time: new Date(Date.parse(event.time) + weeks * 604_800_000).toISOString(),
    });
    const resolved = badWeekEvents.find(({ id }) => id === 'res-1');
    const ended = { ...resolved, id: 'res-3', subject: 'inc-3333', correlationId: 'inc-3333' } as Event;
    await postmortem.restartAt('2027-02-24T10:00:00Z');
    await postmortem.append(later(ended, 13));
    await expect
      .poll(async () => (await call('GET', '/api/reports/2027-W07')).body, { timeout: 20_000 })
      .toMatchObject({
        incidents: [{ id: 'inc-3333', openedAt: '2026-11-22T23:59:00Z' }],
        decide: { proposals: [{ id: 'pro-alert' }] },
        made: { notes: expect.arrayContaining([expect.stringContaining('28 days')]) },
      });
  });
});
