import type { Queryable } from '@hormesis/database';

/** Notified with a projection's or reaction's name when a retry of its letters is wanted. */
export const lettersChannel = 'hormesis_dead_letters';

/** Tells, once the transaction is committed, that letters wait for a retry. */
export async function announceLetters(db: Queryable, name: string): Promise<void> {
  await db.query('SELECT pg_notify($1, $2)::text', [lettersChannel, name]);
}
