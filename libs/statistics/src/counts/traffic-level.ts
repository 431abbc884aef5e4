/** Requests a second of everybody: lately, and as usual. */
export type TrafficLevel = { now: number; usual: number; seenMs: number; at: number | null };

const nowMs = 8_000;
const usualMs = 10 * 60_000;
const surge = 1.25;
const standardErrors = 4;

export function trafficLevel(): TrafficLevel {
  return { now: 0, usual: 0, seenMs: 0, at: null };
}

/** Takes the requests that came up to `end`. */
export function learnTraffic(level: TrafficLevel, total: number, end: number, widthMs: number): void {
  const passed = level.at === null ? widthMs : Math.max(widthMs, end - level.at);
  const perSecond = (total * 1_000) / passed;
  level.at = end;
  level.seenMs += passed;
  level.now += Math.min(1, Math.max(passed / nowMs, passed / level.seenMs)) * (perSecond - level.now);
  level.usual += Math.min(1, Math.max(passed / usualMs, passed / level.seenMs)) * (perSecond - level.usual);
}

/** Whether there is clearly more traffic than usual: then what was usual says less. Less of it may only be missing. */
export function isSurging({ now, usual }: TrafficLevel): boolean {
  const error = Math.sqrt((usual * 1_000) / nowMs);
  return now > surge * usual && now - usual > standardErrors * error;
}
