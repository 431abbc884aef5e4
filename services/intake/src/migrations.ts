import type { Migrations } from '@hormesis/database';

/** Where the schema `intake` comes from. */
export const intakeMigrations: Migrations = {
  schema: 'intake',
  directory: new URL('../migrations/', import.meta.url),
};
