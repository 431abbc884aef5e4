import type { Queryable } from '@hormesis/database';
import type { Snapshot } from './snapshots.js';
import { readCategories, type Stored } from './stream-store.js';

/** What is in memory of the streams of a kind. */
export type Known<State> = {
  /** Of each stream. */
  versions: ReadonlyMap<string, number>;
  /** The state of every stream, by id, after what came since. */
  after(news: readonly Stored[]): ReadonlyMap<string, Snapshot<State>>;
};

/** Streams of one kind, as far as they can be read with others. */
export interface Loadable<State> {
  readonly category: string;
  known(): Known<State>;
}

type StateOf<Kind> = Kind extends Loadable<infer State> ? State : never;

/** The state of every stream of several kinds, by id, in one query; of streams that are known only what is new is read. */
export async function loadTogether<Kinds extends Readonly<Record<string, Loadable<unknown>>>>(
  db: Queryable,
  kinds: Kinds,
): Promise<{ [Name in keyof Kinds]: ReadonlyMap<string, Snapshot<StateOf<Kinds[Name]>>> }> {
  const all = Object.entries(kinds).map(([name, kind]) => ({
    name,
    category: kind.category,
    ...kind.known(),
  }));
  const stored = await readCategories(
    db,
    all.map(({ category }) => category),
    new Map(all.flatMap(({ versions }) => [...versions])),
  );
  const states = all.map(({ name, category, after }) => [
    name,
    after(stored.filter(({ stream }) => stream.startsWith(`${category}-`))),
  ]);
  return Object.fromEntries(states);
}
