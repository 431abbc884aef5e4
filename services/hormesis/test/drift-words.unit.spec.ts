import type { Drift } from '@hormesis/api';
import { describe, expect, it } from 'vitest';
import type { Server } from '../src/cli/server.js';
import { driftFinding } from '../src/doctor/drift-finding.js';
import { driftWords } from '../src/drift/drift-words.js';

const drift: Drift = {
  action: 'act-1',
  phase: 'open',
  service: 'checkout',
  environment: 'production',
  incident: 'inc-1',
  repository: 'acme/checkout',
  reason: 'Rollout shop/checkout is aborted.',
  since: new Date(Date.now() - 120_000).toISOString(),
  flag: null,
  version: 'v413',
  toVersion: 'v412',
  pullRequest: 'https://github.com/acme/checkout/pull/7',
  problem: null,
  closed: null,
};
const serving = (items: Drift[]) => ({ json: async () => ({ items }) }) as unknown as Server;

describe('drift in the command line', () => {
  it('says what Git says, and what to do', () => {
    expect(driftWords(drift)).toBe('Git says v413, merge https://github.com/acme/checkout/pull/7');
    expect(driftWords({ ...drift, flag: 'new-cart', pullRequest: null })).toBe(
      'Git says flag new-cart is on, change acme/checkout by hand',
    );
  });

  it('is a finding of the doctor, as long as there is any', async () => {
    expect(await driftFinding(serving([]))).toMatchObject({ level: 'good' });
    expect(await driftFinding(serving([drift]))).toMatchObject({
      level: 'odd',
      detail: expect.stringContaining('1 action, the oldest act-1 on checkout, 2 min ago'),
      remedy:
        'Merge https://github.com/acme/checkout/pull/7; otherwise the next deployment may bring the change back.',
    });
    const stuck = { ...drift, pullRequest: null, problem: 'app.ts was changed again since.' };
    expect(await driftFinding(serving([drift, stuck]))).toMatchObject({
      detail: expect.stringContaining('2 actions'),
      remedy: 'Make acme/checkout agree by hand: app.ts was changed again since.',
    });
  });
});
