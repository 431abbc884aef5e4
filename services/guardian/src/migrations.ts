import type { Migrations } from '@hormesis/database';

/** Where the schema `guardian` comes from. */
export const guardianMigrations: Migrations = {
  schema: 'guardian',
  directory: new URL('../migrations/', import.meta.url),
};
