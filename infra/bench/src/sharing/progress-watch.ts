import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import { Standstill } from './standstill.js';

const pauseMs = 20;

type Row = { place: string; next: number };

/** Looks again and again how far each partition has come, and how long each stood still while events waited. */
export class ProgressWatch {
  readonly standstill = new Standstill();
  private readonly running: Promise<void>;
  private stopped = false;

  /** @param heads by `topic/partition`, where the partition is known to end at least */
  constructor(
    private readonly db: Database,
    private readonly heads: ReadonlyMap<string, number>,
  ) {
    this.running = this.watch();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      const heads = new Map(this.heads);
      const rows = await slowest(this.db);
      const now = performance.now();
      const next = new Map(rows.map((row) => [row.place, row.next]));
      for (const [place, head] of heads) this.standstill.note(place, next.get(place) ?? 0, head, now);
      await wait(pauseMs);
    }
  }
}

/** Of each partition the checkpoint of the projection that is furthest behind. */
function slowest(db: Database): Promise<Row[]> {
  return db.query<Row>(
    `select c.topic || '/' || c.partition as place, min(c.next_offset) as next
       from projection.checkpoint c join projection.build b using (projection, build)
      where b.state = 'live' group by c.topic, c.partition`,
  );
}
