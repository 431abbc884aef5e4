import type { Database } from '@hormesis/database';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RelayLease } from '../src/relay-lease.js';

/** Answers the first statement at once, each further one when it is told to. */
class SlowDatabase {
  readonly asked: string[] = [];
  readonly #waiting: (() => void)[] = [];

  async query(sql: string): Promise<{ holder: string }[]> {
    this.asked.push(sql.trimStart().slice(0, 6));
    if (this.asked.length > 1) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return [{ holder: 'us' }];
  }

  answer(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

describe('the lease of a relay', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is not renewed again while a renewal is under way, and released after it', async () => {
    const db = new SlowDatabase();
    const lease = new RelayLease(db as unknown as Database);
    expect(await lease.take()).toBe(true);
    await vi.advanceTimersByTimeAsync(1_900);
    expect(db.asked).toEqual(['insert', 'insert']);
    db.answer();
    await vi.advanceTimersByTimeAsync(500);
    expect(db.asked).toEqual(['insert', 'insert', 'insert']);
    const released = lease.release();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(db.asked).toHaveLength(3);
    db.answer();
    await vi.advanceTimersByTimeAsync(0);
    db.answer();
    await released;
    expect(db.asked).toEqual(['insert', 'insert', 'insert', 'delete']);
    expect(lease.isHeld).toBe(false);
  });
});
