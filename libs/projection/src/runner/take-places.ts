import type { Database } from '@hormesis/database';
import type { TopicPartition } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';
import { loadMarks, type Mark } from '../store/checkpoint.js';
import { holdOffPreparing, refuseOutdated } from './prepare.js';

/**
 * Where projections stand on a partition. A place that is new is noted only if the projection is not outdated: no
 * newer version can be prepared between the two.
 * @throws {OutdatedProjection} when a newer version keeps the rows.
 */
export function takePlaces(
  db: Database,
  projections: readonly Projection[],
  partition: TopicPartition,
): Promise<Mark[]> {
  return db.transaction(async (tx) => {
    for (const projection of projections) await holdOffPreparing(tx, projection);
    const marks = await loadMarks(tx, projections, partition);
    for (const projection of projections) await refuseOutdated(tx, projection);
    return marks;
  });
}
