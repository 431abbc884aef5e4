export { FlagsModule } from './flags.module.js';
export { flagsMigrations } from './migrations.js';
