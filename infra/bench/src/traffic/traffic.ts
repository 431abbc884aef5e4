import type { Event } from '@hormesis/events';
import { makeFleet } from './fleet.js';
import { Random } from './random.js';
import { type Clock, Scene, type Story } from './scene.js';
import { configuration } from './stories/configuration.js';
import { delivery } from './stories/delivery.js';
import { flagRamp } from './stories/flag-ramp.js';
import { incident } from './stories/incident.js';

export type TrafficOptions = {
  seed?: number;
  /** Services of the fleet, each in three environments. Default 200. */
  services?: number;
  /** How many stories go on at the same time. Default 400. */
  stories?: number;
  /** Mean time between two events, milliseconds of the story. Default 250. */
  pauseMs?: number;
  /** When the first story begins. Default: the first of January 2026. */
  begin?: number;
};

const mix: readonly Story[] = [
  delivery,
  delivery,
  delivery,
  flagRamp,
  flagRamp,
  configuration,
  configuration,
  incident,
];
/** One event in so many is sent twice, the second time up to so many events later. */
const resentOneIn = 100;
const resentWithin = 1_024;

/**
 * What a fleet tells, without end: deliveries, ramps, changes of settings and incidents side by side, one event in a
 * hundred sent twice, some late. The same for the same options; a shorter run is the beginning of a longer one.
 */
export function* traffic(options: TrafficOptions = {}): Generator<Event, never, void> {
  const { seed = 1, services = 200, stories = 400, pauseMs = 250, begin = Date.UTC(2026, 0, 1) } = options;
  const random = new Random(seed);
  const fleet = makeFleet(services);
  const clock: Clock = { now: begin };
  const start = () => random.pick(mix)(new Scene(random, fleet, clock));
  const running = Array.from({ length: stories }, start);
  const told: Event[] = [];
  for (let count = 0; ; ) {
    clock.now += random.below(2 * pauseMs);
    const at = random.below(stories);
    const next = running[at]?.next();
    if (!next || next.done) {
      running[at] = start();
      continue;
    }
    yield next.value;
    told[count++ % resentWithin] = next.value;
    if (random.chance(1 / resentOneIn)) yield random.pick(told);
  }
}

/** The first `count` events. */
export function* firstEvents(count: number, options?: TrafficOptions): Generator<Event, void, void> {
  let left = count;
  for (const event of traffic(options)) {
    if (left-- === 0) return;
    yield event;
  }
}
