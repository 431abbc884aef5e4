import { webhookSecret } from '@hormesis/testing/webhook-receiver';
import { describe, expect, it } from 'vitest';
import { readGuardianConfig } from '../src/guardian-config.js';

const url = 'https://deploys.example.com/rollback';

describe('the guardian’s settings', () => {
  it('are to recommend, and no webhook, unless something else is said', () => {
    expect(readGuardianConfig({})).toEqual({
      defaultRung: 'recommend',
      actionsPerHour: 10,
      recoveryWindowMs: 600_000,
    });
    expect(readGuardianConfig({ HORMESIS_DEFAULT_POLICY: 'kill' }).defaultRung).toBe('kill');
  });

  it('take a webhook with its secret', () => {
    const { webhook } = readGuardianConfig({
      HORMESIS_ROLLBACK_WEBHOOK_URL: url,
      HORMESIS_ROLLBACK_WEBHOOK_SECRET: webhookSecret,
    });
    expect(webhook).toMatchObject({ url, timeoutMs: 30_000 });
    expect(webhook?.key).toHaveLength(32);
  });

  it.each([
    [
      { HORMESIS_DEFAULT_POLICY: 'yolo' },
      /HORMESIS_DEFAULT_POLICY must be observe, recommend, pause, kill or rollback/,
    ],
    [{ HORMESIS_ACTIONS_PER_HOUR: '0' }, /HORMESIS_ACTIONS_PER_HOUR must be a whole number from 1/],
    [{ HORMESIS_ESCALATION_WEBHOOK_URL: url }, /HORMESIS_ESCALATION_WEBHOOK_SECRET must be whsec_/],
    [{ HORMESIS_ROLLBACK_WEBHOOK_URL: 'deploys' }, /URL must be an http or https address/],
    [{ HORMESIS_ROLLBACK_WEBHOOK_URL: url }, /SECRET must be whsec_/],
    [
      { HORMESIS_ROLLBACK_WEBHOOK_URL: url, HORMESIS_ROLLBACK_WEBHOOK_SECRET: 'whsec_c2hvcnQ=' },
      /SECRET must be whsec_ and 24 to 64 bytes/,
    ],
    [
      {
        HORMESIS_ROLLBACK_WEBHOOK_URL: url,
        HORMESIS_ROLLBACK_WEBHOOK_SECRET: webhookSecret,
        HORMESIS_ROLLBACK_WEBHOOK_TIMEOUT_MS: '5',
      },
      /TIMEOUT_MS must be a whole number/,
    ],
  ])('that cannot be used are named: %j', (env, message) => {
    expect(() => readGuardianConfig(env)).toThrow(message);
  });
});
