import type { Migrations } from '@hormesis/database';
import { flagsMigrations } from '@hormesis/flags-service';
import { guardianMigrations } from '@hormesis/guardian-service';
import { intakeMigrations } from '@hormesis/intake-service';
import { learningMigrations } from '@hormesis/learning-service';
import { logMigrations } from '@hormesis/log-postgres';
import { platformMigrations } from '@hormesis/platform';
import { postmortemMigrations } from '@hormesis/postmortem-service';
import { projectionMigrations } from '@hormesis/projection';
import { readModelMigrations } from '@hormesis/read-models';
import { sentinelMigrations } from '@hormesis/sentinel-service';
import { streamsMigrations } from '@hormesis/streams';

/** Every schema of the system. What others build upon comes first. */
export const allMigrations: readonly Migrations[] = [
  platformMigrations,
  logMigrations,
  streamsMigrations,
  projectionMigrations,
  readModelMigrations,
  sentinelMigrations,
  flagsMigrations,
  guardianMigrations,
  intakeMigrations,
  learningMigrations,
  postmortemMigrations,
];
