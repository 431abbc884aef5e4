import { randomUUID } from 'node:crypto';
import type { Database } from '@hormesis/database';
import type { TopicPartition } from '@hormesis/log';

/** A member that has not reported for this long is out. */
const expiryMs = 4_000;
/** How long a report may take; then it is given up, and the next one tries. */
const reportPatienceMs = 2_500;

export type Lease = TopicPartition & {
  /** More than this member's share: to be given back. */
  excess: boolean;
};

type Answer = { joined: boolean; changed: boolean; leases: Lease[] };

/** One reader's place in a group, as written in the database. */
export class Membership {
  readonly #db: Database;
  readonly #group: string;
  readonly #topics: readonly string[];
  readonly #member = randomUUID();
  #validUntil = 0;
  /** Whether others can see that our session lives. Not so behind a pooler: there we were put out while we reported. */
  #sessionIsSeen = true;

  constructor(db: Database, group: string, topics: readonly string[]) {
    this.#db = db;
    this.#group = group;
    this.#topics = topics;
  }

  /** Whether our last report still counts. */
  get isValid(): boolean {
    return performance.now() < this.#validUntil;
  }

  /** Says that we are here; learns what is ours, and whether others should look too. */
  async report(): Promise<{ leases: Lease[]; changed: boolean }> {
    const asked = performance.now();
    const session = this.#sessionIsSeen ? this.#db.sessionLock : undefined;
    const [answer] = await this.#db.query<Answer>(
      `select * from log.report($1, $2, $3, $4, $5 * interval '1 ms')`,
      [this.#group, this.#member, this.#topics, session ?? null, expiryMs],
      { patienceMs: reportPatienceMs },
    );
    const { joined = false, changed = false, leases = [] } = answer ?? {};
    if (this.isValid && joined) this.#sessionIsSeen = false;
    this.#validUntil = asked + expiryMs;
    return { leases, changed };
  }

  async giveBack({ topic, partition }: TopicPartition): Promise<void> {
    await this.#db.query(
      `update log.lease set member = null
         where group_name = $1 and topic = $2 and partition = $3 and member = $4`,
      [this.#group, topic, partition, this.#member],
    );
  }

  async leave(): Promise<void> {
    this.#validUntil = 0;
    await this.#db.query(
      `with gone as (delete from log.member where group_name = $1 and member = $2)
       update log.lease set member = null where group_name = $1 and member = $2`,
      [this.#group, this.#member],
    );
  }
}
