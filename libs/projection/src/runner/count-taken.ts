import { count } from '@hormesis/telemetry';
import type { Taken } from './take-batch.js';

/** Counts what became of a batch. */
export function countTaken(taken: Taken): void {
  for (const [projection, { processed, parked }] of taken) {
    if (processed > 0) count('hormesis.projection.processed', processed, { projection });
    if (parked > 0) count('hormesis.projection.parked', parked, { projection });
  }
}
