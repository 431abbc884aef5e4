import { type Quantiles, quantiles } from '../quantiles.js';
import type { FreshEntries } from './fresh-entries.js';
import type { Subject } from './subject.js';

export type Load = { writers: number; batch: number; seconds: number };

export type Appending = {
  eventsPerSecond: number;
  /** How long an append took, milliseconds. */
  appendMs: Quantiles;
  /** Processor time of this process for one event, microseconds. */
  cpuMicroseconds: number;
};

const warmUp = 5;

/** Each writer sends a batch, waits until it is durable, and sends the next. */
export async function append(subject: Subject, entries: FreshEntries, load: Load): Promise<Appending> {
  for (let n = 0; n < warmUp; n += 1) await subject.append(entries.take(load.batch));
  const samples: number[] = [];
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const end = begin + load.seconds * 1_000;
  const write = async () => {
    for (let now = performance.now(); now < end; ) {
      await subject.append(entries.take(load.batch));
      const after = performance.now();
      samples.push(after - now);
      now = after;
    }
  };
  await Promise.all(Array.from({ length: load.writers }, write));
  const { user, system } = process.cpuUsage(cpu);
  const events = samples.length * load.batch;
  return {
    eventsPerSecond: Math.round((events * 1_000) / (performance.now() - begin)),
    appendMs: quantiles(samples),
    cpuMicroseconds: Math.round((10 * (user + system)) / events) / 10,
  };
}
