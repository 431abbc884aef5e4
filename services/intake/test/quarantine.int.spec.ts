import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batch, cloudEvent, structured } from './sent-events.js';
import { sender, startIntake } from './start-intake.js';

let intake: Awaited<ReturnType<typeof startIntake>>;
let send: ReturnType<typeof sender>;

beforeAll(async () => {
  intake = await startIntake();
  send = sender(intake.url);
});
afterAll(() => intake.stop());

type Item = { id: string; reason: string; size: number; index: number; token: string; contentType: string };
type Detail = Item & {
  body: string | null;
  base64: string | null;
  truncated: boolean;
  headers: Record<string, string>;
  errors: { field: string }[];
};

async function look<T>(path: string, secret = 'viewer-secret'): Promise<{ status: number; body: T }> {
  const answer = await send(undefined, undefined, { method: 'GET', path, secret });
  return { status: answer.status, body: answer.body as unknown as T };
}
const newest = async () => {
  const { body } = await look<{ items: Item[] }>('/v1/quarantine?limit=1');
  return (await look<Detail>(`/v1/quarantine/${body.items[0]?.id}`)).body;
};

describe('what was not taken', () => {
  it('can be seen as it was sent, without secrets', async () => {
    await send(structured, '{oops', { headers: { 'x-api-key': 'secret', 'x-sender': 'acme' } });
    const kept = await newest();
    expect(kept).toMatchObject({
      body: '{oops',
      token: 'ci',
      contentType: structured,
      size: 5,
      truncated: false,
      errors: [{ field: 'body' }],
      headers: { 'x-sender': 'acme' },
    });
    expect(kept.reason).toMatch('is not JSON');
    expect(JSON.stringify(kept)).not.toMatch(/secret/);
  });

  it('is kept event by event out of a batch', async () => {
    const { id: _, ...withoutId } = cloudEvent('x');
    await send(batch, [cloudEvent('fine'), withoutId]);
    const kept = await newest();
    expect(kept.index).toBe(1);
    expect(JSON.parse(kept.body ?? '')).toEqual(withoutId);
  });

  it('may be anything: bytes, and what no database takes as text', async () => {
    await send(structured, Buffer.from([0xff, 0x00, 0xfe]));
    expect(await newest()).toMatchObject({ body: null, base64: '/wD+' });
    await send(structured, { ...cloudEvent('x'), id: 'a\u0000b' });
    expect((await newest()).errors.map(({ field }) => field)).toEqual(['id']);
  });

  it('is cut after 64 KiB', async () => {
    await send(structured, `{${'x'.repeat(100_000)}`);
    const kept = await newest();
    expect(kept).toMatchObject({ size: 100_001, truncated: true });
    expect(kept.body).toHaveLength(65_536);
  });

  it('is listed by page, newest first', async () => {
    for (let n = 0; n < 3; n++) await send(structured, `{${n}`);
    type Page = { items: Item[]; next: string | null };
    const first = (await look<Page>('/v1/quarantine?limit=2')).body;
    const second = (await look<Page>(`/v1/quarantine?limit=2&cursor=${first.next}`)).body;
    const ids = [...first.items, ...second.items].map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(new Set(ids).size).toBe(4);
  });

  it('needs the scope read, and says so when there is none', async () => {
    expect((await look('/v1/quarantine/999999')).status).toBe(404);
    expect((await look('/v1/quarantine/x')).status).toBe(400);
    expect((await look('/v1/quarantine', 'no-such-secret')).status).toBe(401);
  });
});
