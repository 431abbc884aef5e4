import { count } from '@hormesis/telemetry';
import type { Keeper } from '../store/checkpoint.js';

/** Counts what became of a batch. */
export function countTaken(projection: string, processed: number, parked: number): void {
  if (processed > 0) count('hormesis.projection.processed', processed, { projection });
  if (parked > 0) count('hormesis.projection.parked', parked, { projection });
}

/** One text for a build. */
export function nameOf({ name, build }: Keeper): string {
  return `${name} (build ${build})`;
}
