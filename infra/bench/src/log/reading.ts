import type { Position } from '@hormesis/log';
import { type Figures, measured } from '../measure/figures.js';
import type { Stage } from '../stage/stage.js';
import type { Subject } from './subject.js';

export type Reading = {
  events: number;
  /** From the first batch that came to the last, without that first one. */
  eventsPerSecond: number;
  /** Until the first batch came, milliseconds. */
  startMs: number;
  cpuMicroseconds: Figures['cpuMicroseconds'];
};

/** Reads all there is, decoded, and does nothing with it. */
export async function read(subject: Subject, stage: Stage, heads: readonly Position[]): Promise<Reading> {
  let [events, ofFirst, first, last] = [0, 0, 0, 0];
  const begin = performance.now();
  const { cpuMicroseconds } = await measured(stage, async () => {
    await subject.read(heads, (records) => {
      last = performance.now();
      if (events === 0) [ofFirst, first] = [records, last];
      events += records;
    });
    return events;
  });
  return {
    events,
    eventsPerSecond: Math.round(((events - ofFirst) * 1_000) / (last - first)),
    startMs: Math.round(first - begin),
    cpuMicroseconds,
  };
}
