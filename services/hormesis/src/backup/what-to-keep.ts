import type { BackupTable, Database, Kept } from '@hormesis/database';

const isReadModel = (name: string) => name.startsWith('read.');
/** Who reads which partition at the moment; a reader that comes back joins anew. */
const passing = ['log.member', 'log.lease', 'projection.build', 'projection.trouble'];

/**
 * All but what is made anew from the log: the tables of projections, and what the runtime notes about them. Reactions
 * keep their progress, for what they did must not be done again.
 */
export async function whatToKeep(db: Database): Promise<(table: BackupTable) => Kept> {
  const projected = await projectedTables(db);
  return ({ name, columns }) => {
    if (isReadModel(name) || passing.includes(name) || projected.has(withoutBuild(name))) return 'none';
    const [schema, table] = name.split('.');
    if (schema !== 'projection' || !columns.includes('projection')) return 'all';
    return {
      where: `not exists (select from projection.build b where b.projection = "${table}".projection)`,
    };
  };
}

async function projectedTables(db: Database): Promise<ReadonlySet<string>> {
  const [there] = await db.query<{ there: boolean }>(
    `select to_regclass('projection.build') is not null as there`,
  );
  if (!there?.there) return new Set();
  const rows = await db.query<{ relation: string }>('select distinct relation from projection.build');
  return new Set(rows.map(({ relation }) => withoutBuild(relation)));
}

/** `guardian.recent_change__2` is the second build of `guardian.recent_change`. */
function withoutBuild(name: string): string {
  return name.replace(/__v?\d+$/, '');
}
