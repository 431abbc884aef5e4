import type { Migrations } from '@hormesis/database';

/** Where the schema `flags` comes from. */
export const flagsMigrations: Migrations = {
  schema: 'flags',
  directory: new URL('../migrations/', import.meta.url),
};
