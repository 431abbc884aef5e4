import { quantiles } from '../quantiles.js';
import { Bodies } from './bodies.js';
import { HttpConnection } from './http-connection.js';
import { request } from './request.js';
import type { Sending, Sent } from './sending.js';

const warmUpMs = 1_500;

/** As fast as the answers come, on some connections. What the first moments bring is not counted. */
export async function sendClosed(sending: Extract<Sending, { kind: 'closed' }>): Promise<Sent> {
  const bodies = new Bodies(sending.seed);
  const url = new URL(sending.url);
  const connections = await Promise.all(
    Array.from({ length: sending.connections }, () => HttpConnection.open(url, sending.token)),
  );
  const samples: number[] = [];
  let failed = 0;
  const begin = performance.now() + warmUpMs;
  const end = begin + sending.seconds * 1_000;
  let cpu = process.cpuUsage();
  const counting = setTimeout(() => {
    cpu = process.cpuUsage();
  }, warmUpMs);
  await Promise.all(
    connections.map(async (connection) => {
      for (let due = performance.now(); due < end; due = performance.now()) {
        const { status } = await request(connection, bodies, sending.batch);
        const now = performance.now();
        if (due < begin || now > end) continue;
        if (status === 202) samples.push(now - due);
        else failed += 1;
      }
    }),
  );
  clearTimeout(counting);
  const { user, system } = process.cpuUsage(cpu);
  for (const connection of connections) connection.close();
  const events = samples.length * sending.batch;
  return {
    events,
    eventsPerSecond: Math.round(events / sending.seconds),
    durableMs: quantiles(samples),
    failed,
    senderCpuMicroseconds: Math.round((user + system) / events),
    meanBytes: bodies.meanBytes,
  };
}
