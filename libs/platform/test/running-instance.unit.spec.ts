import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinRunningInstance, writeRunningInstance } from '../src/running-instance.js';

const directory = mkdtempSync(join(tmpdir(), 'hormesis-running-'));
const environment = { DATABASE_URL: 'postgres://localhost/embedded', KAFKA_BROKERS: '127.0.0.1:9092' };

beforeAll(() =>
  writeRunningInstance(directory, { pid: process.pid, url: 'http://localhost:1', token: 't', environment }),
);
afterAll(() => rmSync(directory, { recursive: true }));

describe('a service alone', () => {
  it('joins the instance on this machine when no database is given', () => {
    const env = { HORMESIS_PORT: '4711', DATABASE_URL: '' };
    expect(joinRunningInstance(env, directory)).toEqual({ HORMESIS_PORT: '4711', ...environment });
  });

  it('takes nothing from it when a database is given', () => {
    const env = { DATABASE_URL: 'postgres://db/ours' };
    expect(joinRunningInstance(env, directory)).toEqual(env);
  });

  it('has only its own environment when none runs', () => {
    expect(joinRunningInstance({ HORMESIS_PORT: '1' }, join(directory, 'none'))).toEqual({
      HORMESIS_PORT: '1',
    });
  });
});
