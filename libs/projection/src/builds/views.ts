import type { Queryable } from '@hormesis/database';
import { quoted } from './relation.js';

/** A view with all that has to be said to make it again. */
export type View = {
  /** As it may stand in a statement. */
  name: string;
  definition: string;
  options: string[] | null;
  owner: string;
  comment: string | null;
  grants: Grant[];
};
type Grant = { privilege: string; to: string; grantable: boolean };

const described = `
  SELECT c.oid::regclass::text AS name, c.relkind AS kind, pg_get_viewdef(c.oid) AS definition,
         c.reloptions AS options, pg_get_userbyid(c.relowner) AS owner, obj_description(c.oid, 'pg_class') AS comment,
         (SELECT coalesce(jsonb_agg(jsonb_build_object(
             'privilege', a.privilege_type, 'grantable', a.is_grantable,
             'to', CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)), '[]')
          FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner) AS grants
  FROM pg_class c`;

export async function describeView(db: Queryable, view: string): Promise<View> {
  const [found] = await db.query<View>(`${described} WHERE c.oid = to_regclass($1)`, [view]);
  if (!found) throw new Error(`There is no view ${view}.`);
  return found;
}

/** The views that show something of this one, and those that show something of them: each after what it needs. */
export async function dependentsOf(db: Queryable, view: string): Promise<View[]> {
  const found = await db.query<View & { kind: string }>(
    `WITH RECURSIVE dependent(oid, depth) AS (
       SELECT to_regclass($1)::oid, 0
       UNION
       SELECT r.ev_class, d.depth + 1 FROM dependent d
       JOIN pg_depend p ON p.refclassid = 'pg_class'::regclass AND p.refobjid = d.oid
         AND p.classid = 'pg_rewrite'::regclass AND p.deptype = 'n'
       JOIN pg_rewrite r ON r.oid = p.objid AND r.ev_class <> d.oid),
     needed AS (SELECT oid, max(depth) AS depth FROM dependent WHERE depth > 0 GROUP BY oid)
     SELECT one.* FROM needed n CROSS JOIN LATERAL (${described} WHERE c.oid = n.oid) one ORDER BY n.depth, n.oid`,
    [view],
  );
  const other = found.find(({ kind }) => kind !== 'v');
  if (!other) return found;
  throw new Error(
    `${other.name} depends on ${view} and is no plain view, so it cannot be made again in a moment. Drop it before the rebuild, and make it again afterwards.`,
  );
}

export async function createView(tx: Queryable, view: View): Promise<void> {
  const { name, definition, options, owner, comment, grants } = view;
  const withOptions = options ? ` WITH (${options.join(', ')})` : '';
  await tx.query(`CREATE VIEW ${name}${withOptions} AS ${definition}`);
  await tx.query(`ALTER VIEW ${name} OWNER TO ${quoted(owner)}`);
  for (const { privilege, to, grantable } of grants) {
    await tx.query(`GRANT ${privilege} ON ${name} TO ${to}${grantable ? ' WITH GRANT OPTION' : ''}`);
  }
  if (comment !== null) await tx.query(`COMMENT ON VIEW ${name} IS '${comment.replaceAll("'", "''")}'`);
}
