import pg from 'pg';
import type { Transaction } from '../connection/transaction.js';
import { type Applied, type Migrations, pendingOf } from '../migrate/migrate.js';
import { readMigrationFiles } from '../migrate/migration-file.js';
import { BackupError } from './backup-error.js';
import type { BackupHeader, TableHead } from './format.js';

/** What has been applied to the schemas that there are, in the order of the program's list. */
export async function appliedSchemas(
  tx: Transaction,
  known: readonly Migrations[],
): Promise<BackupHeader['schemas']> {
  const present = await schemasWithMigrations(tx);
  const stranger = present.find((schema) => !known.some((one) => one.schema === schema));
  if (stranger !== undefined) throw outdated(`it holds a schema ${stranger} that this version does not know`);
  const schemas: { schema: string; migrations: Applied[] }[] = [];
  for (const { schema, directory } of known) {
    if (!present.includes(schema)) continue;
    const migrations = await tx.query<Applied>(
      `select number, name, checksum from ${pg.escapeIdentifier(schema)}.migration order by number`,
    );
    const [pending] = pendingOf(schema, await readMigrationFiles(directory), migrations);
    if (pending) throw outdated(`${pending.name} has not been applied to its schema ${schema}`);
    schemas.push({ schema, migrations });
  }
  return schemas;
}

/** The schemas that were made by migrations. */
export async function schemasWithMigrations(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ schema: string }>(
    `select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relname = 'migration' and c.relkind = 'r'
        and (select count(*) from pg_attribute a
              where a.attrelid = c.oid and a.attname in ('number', 'name', 'checksum', 'applied_at')) = 4
      order by n.nspname collate "C"`,
  );
  return rows.map(({ schema }) => schema);
}

/** The tables of the schemas that keep their rows (the unlogged do not), with the columns that are stored as given. */
export async function tablesOf(tx: Transaction, schemas: readonly string[]): Promise<TableHead[]> {
  const rows = await tx.query<Omit<TableHead, 'sequences'> & { sequences: Record<string, string | null> }>(
    `select n.nspname as schema, c.relname as table,
            json_agg(a.attname order by a.attnum) as columns,
            coalesce(json_object_agg(a.attname, pg_sequence_last_value(s.name::regclass)::text)
                       filter (where s.name is not null), '{}') as sequences
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      cross join lateral (
        select pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as name) s
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
        and c.relname <> 'migration'
      group by n.nspname, c.relname
      order by array_position($1, n.nspname::text), c.relname collate "C"`,
    [schemas],
  );
  return rows.map(({ sequences, ...table }) => ({
    ...table,
    sequences: Object.entries(sequences).flatMap(([column, last]) => (last === null ? [] : { column, last })),
  }));
}

/** `"schema"."table"`, as it may stand in a statement. */
export function quoted({ schema, table }: Pick<TableHead, 'schema' | 'table'>): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
}

export function columnList({ columns }: TableHead): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ');
}

function outdated(why: string): BackupError {
  return new BackupError(
    'outdated',
    `This version does not know all that is in the database: ${why}. ` +
      'Make the backup with the version that was started last with it.',
  );
}
