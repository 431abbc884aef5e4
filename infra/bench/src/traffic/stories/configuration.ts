import type { Event } from '@hormesis/events';
import { personOf } from '../fleet.js';
import { summaryOf } from '../prose.js';
import type { Scene } from '../scene.js';

/** Somebody changes settings, and an instance or two has to start again for it. */
export function* configuration(scene: Scene): Generator<Event, void, void> {
  const { random, service } = scene;
  const environment = random.pick(scene.fleet.environments);
  const by = { source: '/config/git', actor: personOf(service, random) };
  const data = {
    service: { id: service.name },
    environment: { id: environment },
    keys: ['pool.size', 'timeout.ms', 'retry.limit'].map((key) => ({
      key,
      from: random.below(90),
      to: random.below(90),
    })),
    commit: random.hex(10),
    summary: summaryOf(random),
  };
  yield scene.tellKept('com.example.config.changed', service.name, data, by);
  yield scene.tell(
    'environment.modified',
    environment,
    { name: environment, uri: `https://${environment}.example.com` },
    by,
  );
  for (let n = random.below(3); n >= 0; n -= 1) yield* restart(scene, environment);
}

function* restart(scene: Scene, environment: string): Generator<Event, void, void> {
  const { random, service } = scene;
  const instance = `${service.name}-${random.hex(2)}-${random.hex(1)}`;
  const of = { service: { id: service.name }, environment: { id: environment }, instance };
  const from = { source: `/kubernetes/${environment}` };
  if (random.chance(0.3)) {
    const detail = 'Container exceeded its limit of 512Mi; the last heap reported was 497Mi, still growing.';
    yield scene.tell('compute.oomkilled', instance, { ...of, exitCode: 137, detail }, from);
  }
  yield scene.tell(
    'compute.restarted',
    instance,
    { ...of, detail: 'Back-off 10 s, second start within the hour.' },
    from,
  );
}
