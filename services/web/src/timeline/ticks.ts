import { span, type TimeRange } from './time-range.js';

export type Tick = { time: number; label: string; strong: boolean };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((n) => n * day),
];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Round instants (UTC) for an axis, at least `gap` pixels apart. Midnights are strong and say the day. */
export function ticks(range: TimeRange, width: number, gap = 88): Tick[] {
  const wanted = (span(range) / Math.max(width, 1)) * gap;
  const step = steps.find((candidate) => candidate >= wanted) ?? 2 * 364 * day;
  const found: Tick[] = [];
  for (let time = Math.ceil(range.from / step) * step; time <= range.to; time += step) {
    found.push({ time, ...label(time, step) });
  }
  return found;
}

function label(time: number, step: number): { label: string; strong: boolean } {
  const date = new Date(time);
  if (time % day === 0) {
    const year = step >= 28 * day ? ` ${date.getUTCFullYear()}` : '';
    return { label: `${date.getUTCDate()} ${months[date.getUTCMonth()]}${year}`, strong: true };
  }
  const iso = date.toISOString();
  if (step < second) return { label: iso.slice(11, 23), strong: false };
  return { label: step < minute ? iso.slice(11, 19) : iso.slice(11, 16), strong: false };
}
