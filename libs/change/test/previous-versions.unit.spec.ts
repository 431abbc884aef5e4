import { describe, expect, it } from 'vitest';
import { withPreviousVersions } from '../src/index.js';
import { before, deployed } from './changes.js';

describe('what ran before a deployment', () => {
  const first = deployed({ eventId: 'a', version: 'v412', at: before(900) });

  it('is the deployment before it, where the event does not say', () => {
    const [, second] = withPreviousVersions([deployed(), first]);
    expect(second).toMatchObject({ version: 'v413', previousVersion: 'v412' });
  });

  it('is what the event says, where it does', () => {
    const [, second] = withPreviousVersions([first, deployed({ previousVersion: 'v410' })]);
    expect(second?.previousVersion).toBe('v410');
  });

  it('is never a canary, nor what ran elsewhere', () => {
    const canary = deployed({ eventId: 'b', version: 'v412.5', exposure: 5, at: before(500) });
    const staging = deployed({ eventId: 'c', version: 'v9', environment: 'staging', at: before(400) });
    expect(withPreviousVersions([first, canary, staging, deployed()]).at(-1)?.previousVersion).toBe('v412');
  });
});
