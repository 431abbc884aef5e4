import { isByFlagOf } from './is-concerned.js';
import type { Verdict } from './verdict.js';
import type { Sightings, Stop, VerifiedCase, VerifiedGuard } from './verified-guard.js';
import { earlyMs } from './verify-alert.js';

/** A stop with at most so many percent of the users exposed kept its promise, whatever else is known. */
export const fewPercent = 10;
/** Without a known share: at most this part of whom the class used to harm. */
export const clearlyFewer = 0.5;

/** A flag default caught its class if its own flag stopped it while few users had it, or while far fewer were harmed than before. */
export function verifyFlagDefault(
  guard: VerifiedGuard,
  incident: VerifiedCase,
  { stops = [] }: Sightings,
): Verdict {
  const meanwhile = stopsDuring(incident, stops);
  const stop = meanwhile.find((one) => isByFlagOf(guard, one));
  const said = { detectedAt: incident.detectedAt, leadMs: null, before: [], firedAt: stop?.at ?? null };
  if (!stop) return { outcome: 'missed', ...said, reason: whyMissed(incident, meanwhile[0]) };
  if (stop.exposure !== null && stop.exposure <= fewPercent) {
    const reason = `${stop.says}, with ${stop.exposure} % of the users exposed.`;
    return { outcome: 'caught', ...said, reason: sentence(reason) };
  }
  const { exposedUserSeconds } = incident;
  const { formerExposure } = guard;
  if (
    exposedUserSeconds !== null &&
    formerExposure !== null &&
    exposedUserSeconds <= formerExposure * clearlyFewer
  ) {
    const reason = `${stop.says}; ${round(exposedUserSeconds)} user-seconds were exposed, ${round(formerExposure)} before.`;
    return { outcome: 'caught', ...said, reason: sentence(reason) };
  }
  return {
    outcome: 'missed',
    ...said,
    reason: sentence(`${stop.says}, but ${tooLate(stop, incident, guard)}.`),
  };
}

function tooLate(
  { exposure }: Stop,
  { exposedUserSeconds }: VerifiedCase,
  { formerExposure }: VerifiedGuard,
): string {
  if (exposure !== null) return `${exposure} % of the users had it by then`;
  if (exposedUserSeconds === null) return 'how many users had it by then is not known';
  return formerExposure === null
    ? 'how many it used to harm is not known'
    : `${round(exposedUserSeconds)} user-seconds were exposed, ${round(formerExposure)} before`;
}

function whyMissed({ stoppedBy }: VerifiedCase, other: Stop | undefined): string {
  if (other) return `Not its own flag stopped it, but another: ${other.says}.`;
  if (stoppedBy !== 'flag') return `No flag stopped it; ${byWhat[stoppedBy]} did.`;
  return 'A flag stopped it, but which one and when, and with whom exposed, is not on record.';
}

/** What flags stopped while it lasted, by time. */
function stopsDuring({ onset, endedAt }: VerifiedCase, stops: readonly Stop[]): Stop[] {
  const from = Date.parse(onset) - earlyMs;
  const to = endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(endedAt) + earlyMs;
  return stops
    .filter(({ at, layer }) => layer === 'flag' && Date.parse(at) >= from && Date.parse(at) <= to)
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

const byWhat = {
  preview: 'the preview',
  flag: 'a flag',
  rollback: 'a rollback',
  compute: 'the platform',
  people: 'people',
} as const;

function round(figure: number): number {
  return Math.round(figure);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
