import { describe, expect, it } from 'vitest';
import { outboxFinding } from '../src/doctor/outbox-finding.js';

const stuck = {
  stream: 'incident-1',
  version: 3,
  id: 'event-1',
  topic: 'hormesis.incidents',
  since: '2026-01-05T10:00:00.000Z',
  attempts: 2,
  error: 'the message is too large',
};

describe('what the doctor says of the outbox', () => {
  it.each([
    ['good', { waiting: 0, oldestSeconds: 0, stuck: [] }, /^empty$/],
    ['good', { waiting: 3, oldestSeconds: 1, stuck: [] }, /^3 events on their way$/],
    ['odd', { waiting: 3, oldestSeconds: 61.4, stuck: [] }, /the oldest for 61 s$/],
    [
      'wrong',
      { waiting: 3, oldestSeconds: 61, stuck: [stuck] },
      /^1 decided event is .* event-1 of incident-1$/,
    ],
    ['wrong', { waiting: 3, oldestSeconds: 61, stuck: [stuck, stuck] }, /^2 decided events are/],
    [
      'wrong',
      { waiting: 99, oldestSeconds: 61, stuck: Array(50).fill(stuck) },
      /^At least 50 decided events/,
    ],
  ])('is %s: %j', (level, outbox, detail) => {
    expect(outboxFinding(outbox)).toMatchObject({ level, detail: expect.stringMatching(detail) });
  });

  it('gives the reason of the log', () => {
    expect(outboxFinding({ waiting: 1, oldestSeconds: 0, stuck: [stuck] }).remedy).toContain(stuck.error);
  });
});
