import type { FailureClass } from './failure-class.js';

/** What a flag or a setting brings. */
export const ofSettings: readonly FailureClass[] = [
  {
    name: 'bad-flag-ramp',
    says: 'A flag is ramped to half of the users, and its variant fails for them.',
    service: 'checkout',
    carrier: 'flag',
    onPreview: true,
    error: 'Error: express wallet 4711 has no token',
    shouldStop: 'preview',
    because:
      'the request that failed can be sent to a preview with the variant on; else its first ramp step stops it',
    draw: (dice) => ({ harm: { errors: dice.between(0.1, 0.4), slowness: 1.1 }, delayMs: 3_000, growsMs: 0 }),
  },
  {
    name: 'bad-config',
    says: 'A setting gets a bad value, and one kind of request fails.',
    service: 'search',
    carrier: 'config',
    onPreview: true,
    error: 'Error: pool size 0 is not allowed',
    shouldStop: 'preview',
    because: 'configuration can be asserted before it is rolled out',
    draw: (dice) => ({ harm: { errors: dice.between(0.06, 0.3) }, delayMs: 5_000, growsMs: 0 }),
  },
];
