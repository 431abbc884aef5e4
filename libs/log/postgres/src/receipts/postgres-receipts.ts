import type { Database } from '@hormesis/database';
import type { Claim, Intent, Position, Receipts } from '@hormesis/log';
import { bigintArray, intArray, uuidArray } from '../binary-arrays.js';
import { migrateLog } from '../migrate-log.js';
import { digest } from './digest.js';

type Row = { ord: number; partition: number; offset: number; settled: boolean };

/** The receipts of a log that stands elsewhere. (`PostgresLog` keeps its own.) */
export class PostgresReceipts implements Receipts {
  readonly #db: Database;

  private constructor(db: Database) {
    this.#db = db;
  }

  /** Brings the tables up to date first. */
  static async open(db: Database): Promise<PostgresReceipts> {
    await migrateLog(db);
    return new PostgresReceipts(db);
  }

  async claim(topic: string, intents: readonly Intent[]): Promise<Claim> {
    const asked = inOrder(intents.map(({ key, least }) => ({ ...least, key, digest: digest(topic, key) })));
    const rows = await this.#db.query<Row>('select * from log.claim($1, $2, $3)', columnsOf(asked));
    const positions = (settled: boolean) =>
      new Map(
        rows
          .filter((row) => row.settled === settled)
          .map(({ ord, partition, offset }) => [asked[ord - 1]?.key ?? '', { topic, partition, offset }]),
      );
    return { known: positions(true), open: positions(false) };
  }

  async record(entries: readonly { key: string; position: Position }[]): Promise<void> {
    if (entries.length === 0) return;
    const noted = entries.map(({ key, position }) => ({ ...position, digest: digest(position.topic, key) }));
    await this.#db.query('select log.settle($1, $2, $3)', columnsOf(inOrder(noted)));
  }
}

type Place = { digest: Buffer; partition: number; offset: number };

/** One order for all, so that two writers of the same keys do not wait crosswise. */
function inOrder<P extends Place>(places: P[]): P[] {
  return places.sort((one, other) => one.digest.compare(other.digest));
}

function columnsOf(places: readonly Place[]): unknown[] {
  return [
    uuidArray(places.map((place) => place.digest)),
    intArray(places.map((place) => place.partition)),
    bigintArray(places.map((place) => place.offset)),
  ];
}
