import type { DataOf } from '@hormesis/events';

/** Where a mistake was stopped. */
export type Layer = DataOf<'case.assembled'>['stoppedBy'];
