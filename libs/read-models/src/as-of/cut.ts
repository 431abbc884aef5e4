import type { Position } from '@hormesis/log';

/** Which events count. What is absent does not restrict. */
export type Cut = {
  /** Those that had happened by this instant. */
  at?: string;
  /** Those that had been recorded by this instant. */
  known?: string;
  /**
   * Of these partitions those up to and including the place, whenever they were recorded; then `known` is for the other
   * partitions, and must be there.
   */
  places?: readonly Position[];
};
