import type { Migrations } from '@hormesis/database';

/** Where the schema `sentinel` comes from. */
export const sentinelMigrations: Migrations = {
  schema: 'sentinel',
  directory: new URL('../migrations/', import.meta.url),
};
