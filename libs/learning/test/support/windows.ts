import type { SignalWindow } from '@hormesis/learning';
import { after } from './events.js';
import { errorWindows } from './story.js';

const day = 24 * 60 * 60;

/** Latency that goes from 80 ms to 800 ms for a share of the requests, counted in a histogram. */
export function slowWindows({ slowShare = 0.5, before = 60, during = 24 } = {}): SignalWindow[] {
  return errorWindows({ badShare: 0.01, before, during }).map((window, index) => {
    const slow = index < before ? 0.004 : slowShare;
    const slower = Math.round(window.total * slow);
    const quick = window.total - slower;
    const le = {
      '50': Math.round(quick * 0.2),
      '100': Math.round(quick * 0.9),
      '250': quick,
      '1000': window.total,
    };
    return { ...window, latency: { count: window.total, sumMs: quick * 80 + slower * 800, le } };
  });
}

/** Requests that stop at the onset; `stated`: empty windows are still sent. */
export function silentWindows({ stated = true } = {}): SignalWindow[] {
  const windows = errorWindows({ before: 120, during: 40 });
  return windows.flatMap((window, index) => {
    if (index < 120) return [window];
    return stated ? [{ ...window, total: 0, bad: 0 }] : [];
  });
}

/** Users of a new version fare badly, the others as ever. */
export function twoCohorts({ exposed = 'version:v413', control = 'version:v412' } = {}): SignalWindow[] {
  return [
    ...errorWindows({ cohort: control, requestsPerWindow: 400, badShare: 0.01 }),
    ...errorWindows({ cohort: exposed, requestsPerWindow: 100, badShare: 0.4 }),
  ];
}

/** The same stretch of time on days before, all normal. */
export function daysBefore(windows: readonly SignalWindow[], ...days: readonly number[]): SignalWindow[] {
  return days.flatMap((days) =>
    windows.map((window) => ({
      ...window,
      start: after((Date.parse(window.start) - Date.parse(after(0))) / 1000 - days * day),
    })),
  );
}
