import { setTimeout as wait } from 'node:timers/promises';
import { anomalyEvent } from '../anomaly-event.js';
import type { Api } from '../api.js';
import type { FlagClient } from './flag-client.js';

/** Milliseconds of one reaction. */
export type Reaction = {
  /** From before the anomaly was sent to the first evaluation that sees the flag off. */
  sentToSeen: number;
  /** From when the log had it for sure (the intake had answered); below 0 when the flag was off by then. */
  durableToSeen: number;
  /** From the anomaly's recorded time to that of the completed action. */
  recordedToCompleted: number | undefined;
};

const environment = 'bench';
const patienceMs = 30_000;
const reason = 'benchmark';

/** One bad flag: defined and on for everybody, an anomaly, and how long until a client sees it off. */
export async function reactOnce(api: Api, client: FlagClient, id: string): Promise<Reaction | undefined> {
  const [flag, service] = [`bench-${id}`, `bench-${id}`];
  const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
  await api.call('PUT', `/api/flags/${flag}`, { service, environment, definition, reason });
  await api.call('POST', `/api/flags/${flag}/ramp`, { variant: 'on', percentage: 100, reason });
  if (!(await client.until(flag, true, patienceMs))) throw new Error(`${flag} is not on before its anomaly`);
  const sent = performance.now();
  const durable = api.send(anomalyEvent(id, service, environment)).then(() => performance.now());
  const isSeen = await client.until(flag, false, patienceMs);
  const seen = performance.now();
  const known = await durable;
  if (!isSeen) return undefined;
  return {
    sentToSeen: seen - sent,
    durableToSeen: seen - known,
    recordedToCompleted: await recordedToCompleted(api, service),
  };
}

type Entry = { name: string; recordedTime: string };

async function recordedToCompleted(api: Api, service: string): Promise<number | undefined> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { items } = await api.call<{ items: Entry[] }>('GET', `/api/timeline?service=${service}&limit=50`);
    const at = (name: string) => items.find((entry) => entry.name === name)?.recordedTime;
    const [anomaly, completed] = [at('anomaly.detected'), at('action.completed')];
    if (anomaly && completed) return Date.parse(completed) - Date.parse(anomaly);
    await wait(20);
  }
  return undefined;
}
