import type { Database } from '@hormesis/database';

/** How many partitions each topic has. A topic is made when it is first asked for, and keeps its number. */
export class TopicPartitions {
  readonly #db: Database;
  readonly #atCreation: number;
  readonly #counts = new Map<string, Promise<number>>();

  constructor(db: Database, atCreation: number) {
    this.#db = db;
    this.#atCreation = atCreation;
  }

  of(topic: string): Promise<number> {
    const known = this.#counts.get(topic);
    if (known) return known;
    const asked = this.#count(topic);
    this.#counts.set(topic, asked);
    asked.catch(() => this.#counts.delete(topic));
    return asked;
  }

  async #count(topic: string): Promise<number> {
    return (await this.#existing(topic)) || this.#create(topic);
  }

  async #existing(topic: string): Promise<number> {
    const sql = 'select count(*)::int as count from log.partition where topic = $1';
    const [row] = await this.#db.query<{ count: number }>(sql, [topic]);
    return row?.count ?? 0;
  }

  async #create(topic: string): Promise<number> {
    return this.#db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('hormesis.log.topics', 0))`);
      await tx.query(
        `insert into log.partition (topic, partition)
         select $1, n from generate_series(0, $2::int - 1) n
         where not exists (select from log.partition where topic = $1)`,
        [topic, this.#atCreation],
      );
      const [row] = await tx.query<{ count: number }>(
        'select count(*)::int as count from log.partition where topic = $1',
        [topic],
      );
      return row?.count ?? this.#atCreation;
    });
  }
}
