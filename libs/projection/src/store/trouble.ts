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
