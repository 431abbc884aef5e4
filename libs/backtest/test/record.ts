import { Recorder } from '@hormesis/recording';

const windowMs = 10_000;

export type Traffic = {
  service?: string;
  cohort?: string;
  metric?: string;
  from: number;
  to: number;
  total: number;
  /** Of the window that ends then. */
  bad: (end: number) => number;
  /** How much later than its end a window became known, milliseconds. */
  late?: number;
};

/** A record of even traffic in windows of 10 s. */
export function record(...all: readonly Traffic[]): Recorder {
  const recorder = new Recorder();
  const windows = all.flatMap((one) => windowsOf(one));
  for (const window of windows.sort((a, b) => a.seenAt - b.seenAt)) recorder.take(window);
  return recorder;
}

function windowsOf({
  service = 'checkout',
  cohort = 'all',
  metric = 'http.errors',
  from,
  to,
  total,
  bad,
  late = 100,
}: Traffic) {
  const count = Math.floor((to - from) / windowMs);
  return Array.from({ length: count }, (_, n) => {
    const start = from + n * windowMs;
    const end = start + windowMs;
    return {
      service,
      environment: 'production',
      metric,
      cohort,
      start,
      durationMs: windowMs,
      total,
      bad: bad(end),
      seenAt: end + late,
    };
  });
}
