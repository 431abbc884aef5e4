import { setTimeout as wait } from 'node:timers/promises';
import { quantiles } from '../quantiles.js';
import { Watch } from '../watch.js';
import { Bodies } from './bodies.js';
import { HttpConnection } from './http-connection.js';
import { request } from './request.js';
import type { Sending, Sent } from './sending.js';
import { watchedEvent, watchedService } from './watched-event.js';

const connectionCount = 32;
const patienceMs = 10_000;
/** What the first moments bring is sent, and not counted. */
const warmUpMs = 3_000;

/** At a steady rate, while a client looks for some of the events in the API. */
export async function sendPaced(sending: Extract<Sending, { kind: 'paced' }>): Promise<Sent> {
  const bodies = new Bodies(sending.seed);
  const url = new URL(sending.url);
  const open = () => HttpConnection.open(url, sending.token);
  const free = await Promise.all(Array.from({ length: connectionCount }, open));
  const eye = await open();
  const watch = new Watch(async (expected) => shown(eye, expected), patienceMs);
  const samples: number[] = [];
  const running: Promise<void>[] = [];
  const waiting: (() => void)[] = [];
  let failed = 0;
  const pause = (1_000 * sending.batch) / sending.rate;
  const watchEvery = Math.max(1, Math.round(sending.rate / sending.batch / sending.watched));
  const begin = performance.now();
  const cpu = process.cpuUsage();
  const total = Math.round((warmUpMs + sending.seconds * 1_000) / pause);
  for (let n = 0; n < total; n += 1) {
    const due = begin + n * pause;
    const early = due - performance.now();
    if (early > 1) await wait(early);
    const counts = due - begin >= warmUpMs;
    if (n % watchEvery === 0) running.push(one(due, counts, `watched-${sending.seed}-${n}`));
    else running.push(one(due, counts));
  }
  await Promise.all(running);
  const { user, system } = process.cpuUsage(cpu);
  for (const connection of [...free, eye]) connection.close();
  const events = total * sending.batch;
  return {
    events,
    eventsPerSecond: Math.round((samples.length * sending.batch) / sending.seconds),
    durableMs: quantiles(samples),
    visibleMs: quantiles(watch.samples),
    betweenLooksMs: quantiles(watch.intervals),
    lost: watch.lost,
    failed,
    senderCpuMicroseconds: Math.round((user + system) / events),
    meanBytes: bodies.meanBytes,
  };

  async function one(due: number, counts: boolean, watched?: string): Promise<void> {
    const seen = watched !== undefined && counts ? watch.until(watched, due) : undefined;
    const connection = await taken();
    const { status } =
      watched === undefined
        ? await request(connection, bodies, sending.batch)
        : await connection.post(
            '/v1/events',
            'application/cloudevents-batch+json',
            `[${watchedEvent(watched)},${bodies.batch(sending.batch - 1).slice(1)}`,
          );
    give(connection);
    if (status !== 202) failed += 1;
    else if (counts) samples.push(performance.now() - due);
    await seen;
  }

  async function taken(): Promise<HttpConnection> {
    for (;;) {
      const connection = free.pop();
      if (connection) return connection;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  function give(connection: HttpConnection): void {
    free.push(connection);
    waiting.shift()?.();
  }
}

/** A person looks at the newest lines of one service. */
async function shown(eye: HttpConnection, expected: readonly string[]): Promise<string[]> {
  const limit = Math.min(500, expected.length + 20);
  const { body } = await eye.get(`/api/timeline?service=${watchedService}&limit=${limit}`);
  return expected.filter((id) => body.includes(`"${id}"`));
}
