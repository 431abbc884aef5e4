import type { Database } from '@hormesis/database';
import type { Claim, Intent, Position, Receipts } from '@hormesis/log';
import { intArray, uuidArray } from '../binary-arrays.js';
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
    // Who notes the same intent at the same instant has it committed, but not in our snapshot: it counts as open.
    const rows = await this.#db.query<Row>(
      `with asked as (
         select * from unnest($1::uuid[], $2::int[], $3::bigint[]) with ordinality as a (digest, partition, "offset", ord)
       ), noted as (
         insert into log.elsewhere_receipt (digest, partition, "offset", settled)
         select digest, partition, "offset", false from asked
         on conflict (digest) do nothing
         returning digest
       )
       select ord, coalesce(r.partition, asked.partition) as partition, coalesce(r."offset", asked."offset") as "offset",
              coalesce(r.settled, false) as settled
         from asked left join log.elsewhere_receipt r using (digest)
        where digest not in (select digest from noted)`,
      columnsOf(asked),
    );
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
    await this.#db.query(
      `insert into log.elsewhere_receipt as r (digest, partition, "offset", settled)
       select *, true from unnest($1::uuid[], $2::int[], $3::bigint[])
       on conflict (digest) do update
          set partition = excluded.partition, "offset" = excluded."offset", settled = true
        where not r.settled`,
      columnsOf(inOrder(noted)),
    );
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
    places.map((place) => place.offset),
  ];
}
