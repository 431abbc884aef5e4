import type { Principal } from '@hormesis/events';

/** Who takes the next step when no person does. */
export const RAMPS: Principal = { kind: 'system', id: 'ramps' };
