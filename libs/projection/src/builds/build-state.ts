/**
 * `requested` → `building` → `live` → `kept`, and gone an hour later. `differs`: it is not what the live build says,
 * and waits for somebody to decide; `failed`: it cannot be made; `aborted`: it is about to be dropped.
 */
export type BuildState = 'requested' | 'building' | 'differs' | 'failed' | 'aborted' | 'live' | 'kept';

/** Of these a projection has at most one. */
export const statesInWork: readonly BuildState[] = ['requested', 'building', 'differs', 'failed'];
