import type { Migrations } from '@hormesis/database';

/** Where the schema `learning` comes from. */
export const learningMigrations: Migrations = {
  schema: 'learning',
  directory: new URL('../migrations/', import.meta.url),
};
