import type { Database } from '@hormesis/database';

const listeners = new WeakMap<Database, Set<() => void>>();

/** Calls `listener` when a stream in this process has put something into the outbox of `db`; returns how to stop. */
export function onOutbox(db: Database, listener: () => void): () => void {
  const set = listeners.get(db) ?? new Set();
  listeners.set(db, set.add(listener));
  return () => set.delete(listener);
}

export function signalOutbox(db: Database): void {
  for (const listener of listeners.get(db) ?? []) listener();
}
