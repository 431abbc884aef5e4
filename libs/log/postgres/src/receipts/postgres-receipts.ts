import type { Database } from '@hormesis/database';
import type { Position, Receipts } from '@hormesis/log';
import { migrateLog } from '../migrate-log.js';
import { digest } from './digest.js';

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

  async find(topic: string, keys: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    const keyOf = new Map(keys.map((key) => [digest(topic, key), key]));
    const rows = await this.#db.query<{ digest: string; partition: number; offset: number }>(
      'select digest, partition, "offset" from log.elsewhere_receipt where digest = any ($1::uuid[])',
      [[...keyOf.keys()]],
    );
    return new Map(
      rows.map(({ digest, partition, offset }) => [keyOf.get(digest) ?? '', { topic, partition, offset }]),
    );
  }

  async record(entries: readonly { key: string; position: Position }[]): Promise<void> {
    const noted = entries.map(({ key, position }) => ({ ...position, digest: digest(position.topic, key) }));
    // In one order, so that two writers of the same keys do not wait crosswise.
    noted.sort((a, b) => (a.digest < b.digest ? -1 : 1));
    await this.#db.query(
      `insert into log.elsewhere_receipt (digest, partition, "offset")
       select * from unnest($1::uuid[], $2::int[], $3::bigint[])
       on conflict (digest) do nothing`,
      [noted.map((r) => r.digest), noted.map((r) => r.partition), noted.map((r) => r.offset)],
    );
  }
}
