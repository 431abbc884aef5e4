import { randomUUID } from 'node:crypto';
import { keyOf } from '@hormesis/events';
import type { LogEntry } from '@hormesis/log';
import { firstEvents } from '../traffic/traffic.js';

const poolSize = 8_192;

/** Events of the traffic again and again, each time with an id that no other has. */
export class FreshEntries {
  private readonly pool = [...firstEvents(poolSize)].map((event) => ({ key: keyOf(event), event }));
  private readonly run = randomUUID().slice(0, 13);
  private count = 0;

  take(size: number): LogEntry[] {
    return Array.from({ length: size }, () => this.next());
  }

  private next(): LogEntry {
    const n = this.count++;
    const { key, event } = this.pool[n % poolSize] ?? unreachable();
    return { key, event: { ...event, id: `${this.run}-${n.toString(16).padStart(8, '0')}` } };
  }
}

function unreachable(): never {
  throw new Error('The pool of events is empty.');
}
