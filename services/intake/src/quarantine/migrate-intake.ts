import { Database, migrate } from '@hormesis/database';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { intakeMigrations } from '../migrations.js';

/** Brings the schema `intake` up to date when the service starts. */
@Injectable()
export class MigrateIntake implements OnModuleInit {
  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    await migrate(this.database, intakeMigrations);
  }
}
