import type { Position } from '@hormesis/log';
import type { Subject } from './subject.js';

export type Reading = {
  events: number;
  /** From the first batch that came to the last, without that first one. */
  eventsPerSecond: number;
  /** Until the first batch came, milliseconds. */
  startMs: number;
  /** Processor time of this process for one event, microseconds, start included. */
  cpuMicroseconds: number;
};

/** Reads all there is, decoded, and does nothing with it. */
export async function read(subject: Subject, heads: readonly Position[]): Promise<Reading> {
  let [events, ofFirst, first, last] = [0, 0, 0, 0];
  const cpu = process.cpuUsage();
  const begin = performance.now();
  await subject.read(heads, (records) => {
    last = performance.now();
    if (events === 0) [ofFirst, first] = [records, last];
    events += records;
  });
  const { user, system } = process.cpuUsage(cpu);
  return {
    events,
    eventsPerSecond: Math.round(((events - ofFirst) * 1_000) / (last - first)),
    startMs: Math.round(first - begin),
    cpuMicroseconds: Math.round((10 * (user + system)) / events) / 10,
  };
}
