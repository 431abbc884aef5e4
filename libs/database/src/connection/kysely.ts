import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type pg from 'pg';

/** Tables whose columns nobody has described. */
export type Tables = Record<string, Record<string, unknown>>;

export function kyselyOnPool(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
}

/** Kysely that runs everything on one connection, which stays its owner's. */
export function kyselyOnClient<T>(client: pg.PoolClient): Kysely<T> {
  const lent = new Proxy(client, {
    get(target, property) {
      if (property === 'release') return () => undefined;
      const value = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const pool = { connect: async () => lent, end: async () => undefined, options: {} };
  return new Kysely<T>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
}
