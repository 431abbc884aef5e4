import { measuredOnset } from '../case/measured-onset.js';
import type { Lesson } from '../lesson.js';
import { oneLine } from '../wording.js';
import type { Signal } from './promql-text.js';

/** `bad http.errors`, `http.latency slower than 250 ms`. */
export function whatIsBad({ measure }: Signal): string {
  return measure.kind === 'bad'
    ? `bad ${oneLine(measure.metric)}`
    : `${oneLine(measure.metric)} slower than ${Number(measure.le)} ms`;
}

/** When the incident began and when it was detected, milliseconds since 1970. */
export function timesOf({ incident }: Lesson): { onsetMs: number; detectedMs: number } {
  return { onsetMs: measuredOnset(incident), detectedMs: Date.parse(incident.detectedAt) };
}
