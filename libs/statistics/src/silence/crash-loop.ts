/** When something restarted lately: enough to see a loop, for supervisors wait longer from restart to restart. */
export type CrashLoop = { restarts: number[]; alarmed: boolean };

const restartsInLoop = 4;
const withinMs = 10 * 60_000;

export function crashLoop(): CrashLoop {
  return { restarts: [], alarmed: false };
}

/**
 * Takes restarts of one thing (a pod, a cohort of few).
 * @param expected restarts that are usual within ten minutes; as many more are no loop
 * @returns when the loop began, the first time it is one; after ten calm minutes it may be one again
 */
export function restarted(state: CrashLoop, count: number, at: number, expected = 0): number | undefined {
  state.restarts = state.restarts.filter((then) => at - then <= withinMs);
  if (state.restarts.length === 0) state.alarmed = false;
  const enough = Math.ceil(restartsInLoop + 4 * expected);
  for (let i = 0; i < Math.min(count, enough); i++) state.restarts.push(at);
  state.restarts = state.restarts.slice(-enough);
  if (state.alarmed || state.restarts.length < enough) return undefined;
  /* One rollout restarts many at once: a loop comes back. */
  if (new Set(state.restarts).size < 2) return undefined;
  state.alarmed = true;
  return state.restarts[0];
}
