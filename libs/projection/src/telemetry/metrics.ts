import { metrics } from '@opentelemetry/api';
import type { Taken } from '../runner/take-batch.js';

const instruments = () => {
  const meter = metrics.getMeter('hormesis');
  return {
    processed: meter.createCounter('hormesis.projection.processed', {
      description: 'Events taken in, by projection or reaction.',
      unit: '{event}',
    }),
    parked: meter.createCounter('hormesis.projection.parked', {
      description: 'Events put into the dead letters, by projection or reaction.',
      unit: '{event}',
    }),
  };
};
let known: ReturnType<typeof instruments> | undefined;

/** Counts what became of a batch. The meter is asked for at the first use, when telemetry has started. */
export function countTaken(taken: Taken): void {
  known ??= instruments();
  for (const [projection, { processed, parked }] of taken) {
    if (processed > 0) known.processed.add(processed, { projection });
    if (parked > 0) known.parked.add(parked, { projection });
  }
}
