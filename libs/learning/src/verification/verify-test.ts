import type { Verdict } from './verdict.js';
import type { Sightings, VerifiedCase, VerifiedGuard } from './verified-guard.js';

/** Runs so long before the onset may have been of the change that failed. */
const runsBackMs = 7 * 24 * 60 * 60 * 1000;

/**
 * A test caught its class if a preview stopped it, or its own run failed before users could meet it. What users met it has
 * missed; whether it was run at all is said.
 */
export function verifyTest(
  guard: VerifiedGuard,
  incident: VerifiedCase,
  { testRuns = [], stops = [] }: Sightings,
): Verdict {
  const onset = Date.parse(incident.onset);
  const until = incident.stoppedBy === 'preview' ? Number.POSITIVE_INFINITY : onset;
  const runs = testRuns
    .filter(({ at, guard: id }) => id === guard.id && isWithin(at, onset - runsBackMs, until))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const failed = runs.findLast(({ passed }) => !passed);
  const said = { detectedAt: incident.detectedAt, leadMs: null, before: [] };
  if (incident.stoppedBy === 'preview') {
    const stop = stops.find(({ layer }) => layer === 'preview');
    const firedAt = failed?.at ?? stop?.at ?? null;
    const reason = failed
      ? 'Its run failed in the preview, and no user met it.'
      : `It was stopped in the preview${stop ? `: ${stop.says}` : ''}. No run of this very test is on record.`;
    return failed || stop
      ? { outcome: 'caught', ...said, firedAt, reason }
      : {
          outcome: 'missed',
          ...said,
          firedAt: null,
          reason: 'It was stopped in the preview, but no test that failed is on record.',
        };
  }
  return { outcome: 'missed', ...said, firedAt: failed?.at ?? null, reason: whyMissed(runs.at(-1)?.passed) };
}

function whyMissed(passed: boolean | undefined): string {
  if (passed === undefined)
    return 'It reached users; no run of the test is on record, so it may not have been run.';
  return passed
    ? 'It reached users although the test had passed.'
    : 'It reached users although the test had failed.';
}

function isWithin(at: string, from: number, to: number): boolean {
  return Date.parse(at) >= from && Date.parse(at) <= to;
}
