import { fromHttp, isOurs, topicOf } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { Bodies } from '../src/intake/bodies.js';

const batched = { 'content-type': 'application/cloudevents-batch+json' };

describe('what the sender sends', () => {
  it('is events of others, of now, each with an id that no other has', () => {
    const bodies = new Bodies(1);
    const items = Array.from({ length: 60 }, () => bodies.batch(100)).flatMap((body) =>
      fromHttp({ headers: batched, body: Buffer.from(body) }),
    );
    const events = items.flatMap(({ event }) => (event ? [event] : []));
    expect(events).toHaveLength(6_000);
    expect(new Set(events.map(({ id }) => id)).size).toBe(6_000);
    expect(events.filter((event) => isOurs(event) || topicOf(event) !== 'hormesis.changes')).toEqual([]);
    const ages = events.map(({ time }) => Date.now() - Date.parse(time));
    expect(Math.max(...ages)).toBeLessThan(24 * 60 * 60 * 1_000);
    expect(Math.min(...ages)).toBeGreaterThan(-60 * 60 * 1_000);
  });

  it('has ids that no other sender uses', () => {
    expect(new Bodies(1).one()).not.toEqual(new Bodies(1).one());
  });
});
