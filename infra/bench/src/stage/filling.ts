import { Database } from '@hormesis/database';
import { encodeEvent } from '@hormesis/events';
import type { EventLog, Position } from '@hormesis/log';
import { traffic } from '../traffic/traffic.js';
import { KafkaSink } from './kafka-sink.js';
import { openLog, storyHeads } from './open-log.js';
import { PostgresSink } from './postgres-sink.js';
import { RecentIds } from './recent-ids.js';
import type { Sink } from './sink.js';
import type { Stage } from './stage.js';

export type Filled = {
  /** Records that stand on the log now. */
  events: number;
  /** Of these, how many are not sent again. */
  distinct: number;
  /** Mean length of an event in the JSON event format, bytes. */
  meanBytes: number;
};

const writeEvery = 2_000;
const weighEvery = 100;

/** Puts the traffic on an empty log, faster than by its own append, and can go on later. */
export class Filling {
  private readonly events = traffic();
  private readonly recent = new RecentIds();
  private count = 0;
  private distinct = 0;
  private weighed = 0;

  private constructor(
    private readonly db: Database,
    private readonly log: EventLog,
    private readonly sink: Sink,
  ) {}

  static async begin(stage: Stage): Promise<Filling> {
    const db = new Database(stage.url, { maxConnections: 4 });
    const log = await openLog(stage, db);
    const sink =
      stage.log === 'kafka' ? await KafkaSink.open(stage, log) : await PostgresSink.open(stage, log);
    return new Filling(db, log, sink);
  }

  /** Goes on until so many records stand there. */
  async to(count: number): Promise<Filled> {
    while (this.count < count) {
      const event = this.events.next().value;
      const isNew = this.recent.isNew(event);
      if (!isNew && !this.sink.keepsResent) continue;
      this.sink.put(event);
      this.count += 1;
      if (isNew) this.distinct += 1;
      if (this.count % weighEvery === 0)
        this.weighed += Buffer.byteLength(JSON.stringify(encodeEvent(event)));
      if (this.count % writeEvery === 0) await this.sink.write();
    }
    await this.sink.write();
    await this.sink.settle();
    const meanBytes = Math.round(this.weighed / Math.floor(this.count / weighEvery));
    return { events: this.count, distinct: this.distinct, meanBytes };
  }

  /** Where each partition of the story's topics ends now. */
  heads(): Promise<Position[]> {
    return storyHeads(this.log);
  }

  async end(): Promise<void> {
    await this.sink.close();
    await this.log.close();
    await this.db.close();
  }
}
