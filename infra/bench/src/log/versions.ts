import { createRequire } from 'node:module';
import pg from 'pg';
import type { Stage } from '../stage/stage.js';

const require = createRequire(import.meta.url);

/** What was measured, by version. */
export async function versions(stages: readonly Stage[]): Promise<Record<string, string>> {
  const drivers = ['pg', 'kafkajs'].map((name) => [name, versionOf(name)]);
  const [stage] = stages;
  return { ...Object.fromEntries(drivers), ...(stage ? { postgres: await postgresVersion(stage) } : {}) };
}

function versionOf(name: string): string {
  const { version } = require(`${name}/package.json`) as { version: string };
  return version;
}

async function postgresVersion({ url }: Stage): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>('select current_setting($1) as version', [
      'server_version',
    ]);
    return rows[0]?.version ?? 'unknown';
  } finally {
    await client.end();
  }
}
