import { ConfigError } from '@hormesis/platform';
import { describe, expect, it } from 'vitest';
import { readGuardianConfig } from '../src/guardian-config.js';

describe('the file of executors', () => {
  it('is not needed', () => {
    expect(readGuardianConfig({}).executors).toBeUndefined();
  });

  it('ends the start with one line when it cannot be read', () => {
    const read = () => readGuardianConfig({ HORMESIS_EXECUTORS_FILE: '/nowhere/executors.json' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/HORMESIS_EXECUTORS_FILE cannot be read: ENOENT.*\/nowhere\/executors\.json/);
  });

  it('ends it too when it cannot be used', () => {
    const read = () => readGuardianConfig({ HORMESIS_EXECUTORS_FILE: import.meta.filename });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^HORMESIS_EXECUTORS_FILE: it is no JSON/);
  });
});
