import type pg from 'pg';

/** Readers use a view; the rows stand in a table of the same name with a number. */
export async function tableBehind(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query<{ table: string }>(
    `select n.nspname || '.' || quote_ident(c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and (n.nspname || '.' || c.relname = $1 or n.nspname || '.' || c.relname like $1 || '\\_\\_%')
      order by c.oid desc limit 1`,
    [name],
  );
  return rows[0]?.table ?? name;
}

export async function typesOf(client: pg.Client, table: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** The statements that give the other table the key and the indexes of the first. */
export async function indexesLike(client: pg.Client, original: string, table: string): Promise<string[]> {
  const { rows } = await client.query<{ isUnique: boolean; how: string }>(
    `select i.indisunique as "isUnique", regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', '') as how
       from pg_index i where i.indrelid = $1::regclass order by i.indisprimary desc, i.indexrelid`,
    [original],
  );
  return rows.map(({ isUnique, how }) => `create ${isUnique ? 'unique ' : ''}index on ${table} using ${how}`);
}
