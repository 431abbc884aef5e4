import type { Queryable } from '@hormesis/database';
import type { TopicPartition } from '@hormesis/log';
import { describeError } from '../fold/describe-error.js';
import type { Keeper } from './checkpoint.js';

/** Notes that these keepers wait on a partition, and why. The first time stays. */
export async function noteTrouble(
  db: Queryable,
  keepers: readonly Keeper[],
  { topic, partition }: TopicPartition,
  error: unknown,
): Promise<void> {
  await db.query(
    `INSERT INTO projection.trouble AS t (projection, build, topic, partition, error)
     SELECT u.projection, u.build, $3, $4, $5 FROM unnest($1::text[], $2::int[]) AS u(projection, build)
     ON CONFLICT (projection, build, topic, partition) DO UPDATE SET at = now(), error = excluded.error`,
    [
      keepers.map(({ name }) => name),
      keepers.map(({ build }) => build),
      topic,
      partition,
      describeError(error),
    ],
  );
}

/** Notes that they flow again. */
export async function forgetTrouble(
  db: Queryable,
  keepers: readonly Keeper[],
  { topic, partition }: TopicPartition,
): Promise<void> {
  await db.query(
    `DELETE FROM projection.trouble t USING unnest($1::text[], $2::int[]) AS u(projection, build)
     WHERE t.projection = u.projection AND t.build = u.build AND t.topic = $3 AND t.partition = $4`,
    [keepers.map(({ name }) => name), keepers.map(({ build }) => build), topic, partition],
  );
}

/** The trouble of one process: noted, and forgotten when it is over, in this order however long a note takes. */
export class Troubles {
  private readonly noted = new Map<string, Promise<void>>();

  constructor(private readonly db: Queryable) {}

  /** Where the database is the trouble, this cannot be noted either; nobody could read it. */
  note(keepers: readonly Keeper[], partition: TopicPartition, error: unknown): void {
    const before = this.noted.get(placeOf(partition)) ?? Promise.resolve();
    const noting = before.then(() => noteTrouble(this.db, keepers, partition, error)).catch(() => undefined);
    this.noted.set(placeOf(partition), noting);
  }

  /** The partition flows; costs nothing where there was no trouble. */
  async over(keepers: readonly Keeper[], partition: TopicPartition): Promise<void> {
    const noting = this.noted.get(placeOf(partition));
    if (!noting) return;
    this.noted.delete(placeOf(partition));
    await noting;
    await forgetTrouble(this.db, keepers, partition);
  }
}

function placeOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
