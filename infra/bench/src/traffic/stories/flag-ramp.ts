import type { Event } from '@hormesis/events';
import { personOf } from '../fleet.js';
import { summaryOf } from '../prose.js';
import type { Scene } from '../scene.js';

/** A flag is defined, ramped to all users in steps, sometimes turned off and on again, and removed in the end. */
export function* flagRamp(scene: Scene): Generator<Event, void, void> {
  const { random, service } = scene;
  const flag = `${service.name}-flag-${random.below(200)}`;
  const of = { service: { id: service.name }, environment: { id: random.pick(scene.fleet.environments) } };
  const by = { source: '/flags/openflag', actor: personOf(service, random) };
  yield scene.tell('featureflag.defined', flag, { ...of, definition: definitionOf(flag), revision: 1 }, by);
  let previousPercentage = 0;
  let revision = 1;
  for (const percentage of [1, 5, 25, 50, 100]) {
    revision += 1;
    const step = { variant: 'on', percentage, previousPercentage, revision, reason: summaryOf(random) };
    yield scene.tell('featureflag.ramped', flag, { ...of, ...step }, by);
    previousPercentage = percentage;
    if (!random.chance(0.15)) continue;
    for (const state of ['DISABLED', 'ENABLED'] as const) {
      revision += 1;
      yield scene.tell(
        'featureflag.flipped',
        flag,
        { ...of, state, revision, reason: summaryOf(random) },
        by,
      );
    }
  }
  if (random.chance(0.4))
    yield scene.tell('featureflag.removed', flag, { ...of, revision: revision + 1 }, by);
}

function definitionOf(flag: string) {
  return {
    state: 'ENABLED' as const,
    variants: { on: true, off: false },
    defaultVariant: 'off',
    targeting: {
      if: [
        { in: [{ var: 'country' }, ['de', 'fr', 'nl']] },
        {
          fractional: [
            [`${flag}-salt`, { var: 'targetingKey' }],
            ['on', 0],
            ['off', 100],
          ],
        },
        'off',
      ],
    },
    metadata: { owner: flag.split('-')[0] ?? '', expires: '2026-12-31', ticket: `SHOP-${flag.length * 131}` },
  };
}
