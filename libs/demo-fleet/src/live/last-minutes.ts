import { setTimeout as wait } from 'node:timers/promises';
import type { CloudEvent } from '../sending/cloud-event.js';
import { measured } from '../sending/statements.js';
import type { Fleet } from './fleet.js';
import { measureWindow } from './measure-window.js';
import { inMs, later } from './pace.js';
import type { ServiceState } from './service-state.js';

/** Seconds. */
const length = { minutes: 300, window: 10 };
const patience = { tries: 150, pauseMs: 100 };

/** The last minutes before the start, measured: so that the first fault has a normal to differ from. */
export function measureLastMinutes(fleet: Fleet, now: Date): CloudEvent[] {
  return fleet.states.flatMap((state) => lastMinutesOf(state, fleet, now));
}

function lastMinutesOf(state: ServiceState, { random, pace }: Fleet, now: Date): CloudEvent[] {
  const windows = [];
  for (let back = length.minutes; back > 0; back -= length.window) {
    windows.push(measureWindow(state, later(now, -back, pace), inMs(length.window, pace), random, pace));
  }
  state.windows = windows.slice(-3);
  return windows.flatMap(measured);
}

/** Waits until the server has taken in what was sent, as it would have over the weeks. Not for ever. */
export async function untilTakenIn({ client, signal }: Pick<Fleet, 'client' | 'signal'>): Promise<void> {
  for (let tries = 0; tries < patience.tries; tries += 1) {
    const { projections } = await client.get<{ projections: { behind: number }[] }>('/api/status');
    if (projections.every(({ behind }) => behind === 0)) return;
    await wait(patience.pauseMs, undefined, { signal });
  }
}
