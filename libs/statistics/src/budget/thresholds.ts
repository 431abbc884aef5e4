/**
 * Nats that a mixture since an anchor must reach: by Ville’s inequality it gets there falsely with at most this chance,
 * however often it is looked at.
 */
export function anchoredThreshold(chance: number): number {
  return Math.max(2, Math.log(1 / chance));
}

/**
 * Nats that a CUSUM must reach so that it alarms falsely at most at this rate. A CUSUM that loses `drift` nats a second
 * while nothing is wrong gets to h about drift · e^−h times a second (renewal theory, Siegmund 1985).
 * @param falseAlarmsPerSecond for one lift
 */
export function cusumThreshold(drift: number, falseAlarmsPerSecond: number): number {
  return Math.max(2, Math.log(drift / falseAlarmsPerSecond));
}
