import { status } from '@hormesis/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConsole } from './start-console.js';

describe('the outbox in the status', () => {
  let console: Awaited<ReturnType<typeof startConsole>>;
  beforeAll(async () => {
    console = await startConsole();
  });
  afterAll(() => console.stop());

  const outbox = async () => {
    const response = await fetch(`${console.url}/api/status`, {
      headers: { authorization: 'Bearer dev-token' },
    });
    return status.parse(await response.json()).outbox;
  };

  it('is empty when all that was decided is on the log', async () => {
    expect(await outbox()).toEqual({ waiting: 0, oldestSeconds: 0, stuck: [] });
  });

  it('tells how much waits, for how long, and what the log does not take', async () => {
    await console.database.query(
      `insert into streams.event (stream, version, category, source, event_id, event, created)
       values ('incident-1', 1, 'incident', '/test', 'large', '{}', now() - interval '1 minute'),
              ('incident-2', 1, 'incident', '/test', 'small', '{}', now())`,
    );
    await console.database.query(
      `insert into streams.outbox (stream, version, topic, key, stuck_since, attempts, retry_at, error)
       values ('incident-1', 1, 'hormesis.incidents', 'a', '2026-01-05T10:00:00Z', 3, now(), 'too large'),
              ('incident-2', 1, 'hormesis.incidents', 'b', null, 0, null, null)`,
    );
    const { waiting, oldestSeconds, stuck } = await outbox();
    expect(waiting).toBe(2);
    expect(oldestSeconds).toBeGreaterThanOrEqual(60);
    expect(stuck).toEqual([
      {
        stream: 'incident-1',
        version: 1,
        id: 'large',
        topic: 'hormesis.incidents',
        since: '2026-01-05T10:00:00.000Z',
        attempts: 3,
        error: 'too large',
      },
    ]);
  });
});
