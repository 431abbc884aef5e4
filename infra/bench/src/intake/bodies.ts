import { randomUUID } from 'node:crypto';
import { encodeEvent, isOurs, topicOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { traffic } from '../traffic/traffic.js';

const poolSize = 4_096;

/**
 * What agents and pipelines send: the changes of the traffic, as of now, each time under an id that no other has.
 * Anomalies are left out: what one of them sets in motion is measured by `loop`.
 */
export class Bodies {
  /** Mean length of an event, bytes. */
  readonly meanBytes: number;
  private readonly pool: string[][] = [];
  private readonly run = randomUUID().slice(0, 13);
  private count = 0;

  constructor(seed: number) {
    let bytes = 0;
    for (const event of traffic({ seed, begin: Date.now() - 60_000, pauseMs: 10 })) {
      if (this.pool.length === poolSize) break;
      if (isOurs(event) || topicOf(event) !== topics.changes) continue;
      const text = JSON.stringify(encodeEvent(event));
      bytes += Buffer.byteLength(text);
      this.pool.push(text.split(event.id));
    }
    this.meanBytes = Math.round(bytes / poolSize);
  }

  one(): string {
    const n = this.count++;
    const id = `${this.run}-4${(n % 4096).toString(16).padStart(3, '0')}-${Math.floor(n / 4096)
      .toString(16)
      .padStart(12, '0')}`;
    return this.pool[n % poolSize]?.join(id) ?? '';
  }

  batch(size: number): string {
    return `[${Array.from({ length: size }, () => this.one()).join(',')}]`;
  }
}
