import type { Principal } from '@hormesis/events';

/** `source` of the events that the guardian decides. */
export const GUARDIAN_SOURCE = '/hormesis/guardian';

/** Who acts when no person does. */
export const GUARDIAN: Principal = { kind: 'system', id: 'guardian' };
