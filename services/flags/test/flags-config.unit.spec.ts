import { describe, expect, it } from 'vitest';
import { readFlagsConfig } from '../src/flags-config.js';

describe('the configuration of flags', () => {
  it('needs nothing: findings are reported, and flagd’s sync is not served', () => {
    expect(readFlagsConfig({})).toEqual({ flagPolicy: 'report' });
  });

  it('takes a policy and a port', () => {
    expect(readFlagsConfig({ HORMESIS_FLAG_POLICY: 'refuse', HORMESIS_FLAGD_SYNC_PORT: '8015' })).toEqual({
      flagPolicy: 'refuse',
      flagdSyncPort: 8015,
    });
  });

  it.each([
    [{ HORMESIS_FLAG_POLICY: 'maybe' }, /off, report or refuse; it is "maybe"/],
    [{ HORMESIS_FLAGD_SYNC_PORT: '80150' }, /a port such as 8015; it is "80150"/],
    [{ HORMESIS_FLAGD_SYNC_PORT: 'x' }, /a port/],
  ])('says what cannot be used: %j', (env, because) => {
    expect(() => readFlagsConfig(env)).toThrow(because);
  });
});
