import type { Queryable } from '@hormesis/database';

/** A name for SQL, and the schema that it is in. */
export type Relation = { schema: string; name: string; kind: 'table' | 'partitioned' | 'view' | 'other' };

const kinds: Readonly<Record<string, Relation['kind']>> = { r: 'table', p: 'partitioned', v: 'view' };

/** What is called so; `undefined`: nothing. */
export async function findRelation(db: Queryable, relation: string): Promise<Relation | undefined> {
  const [found] = await db.query<{ schema: string; name: string; kind: string }>(
    `SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)`,
    [relation],
  );
  return found && { ...found, kind: kinds[found.kind] ?? 'other' };
}

/** A name as it may stand in a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name within what Postgres keeps of one, ended by the number of a build. */
export function numbered(name: string, build: number): string {
  const end = `__${build}`;
  const plain = name.replace(/__\d+$/, '').replace(/__v?\d+(?=_)/, '');
  return `${plain.slice(0, 63 - end.length)}${end}`;
}
