import type { Queryable } from '@hormesis/database';
import { observe } from '@hormesis/telemetry';
import { type OutboxStatus, outboxStatus } from './outbox-status.js';

const freshMs = 1_000;

/** Shows at each collection how much waits, for how long, and what is stuck; returns what ends that. */
export function showOutbox(db: Queryable): () => void {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<OutboxStatus | undefined> = Promise.resolve(undefined);
  const read = (): Promise<OutboxStatus | undefined> => {
    if (performance.now() - asked > freshMs) {
      asked = performance.now();
      answer = outboxStatus(db).catch(() => undefined);
    }
    return answer;
  };
  const show = (pick: (status: OutboxStatus) => number) => async () => {
    const status = await read();
    return status ? [{ value: pick(status) }] : [];
  };
  const ends = [
    observe(
      'hormesis.outbox.waiting',
      show(({ waiting }) => waiting),
    ),
    observe(
      'hormesis.outbox.stuck',
      show(({ stuck }) => stuck),
    ),
    observe(
      'hormesis.outbox.age',
      show(({ oldestSeconds }) => oldestSeconds),
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}
