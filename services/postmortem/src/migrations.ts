import type { Migrations } from '@hormesis/database';

/** Where the schema `postmortem` comes from. */
export const postmortemMigrations: Migrations = {
  schema: 'postmortem',
  directory: new URL('../migrations/', import.meta.url),
};
