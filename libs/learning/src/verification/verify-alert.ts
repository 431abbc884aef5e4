import type { Instant } from '@hormesis/events';
import { duration } from '../wording.js';
import type { Verdict } from './verdict.js';
import type { Detection, VerifiedCase, VerifiedGuard } from './verified-guard.js';

/** An onset is an estimate from windows of up to a minute: a guard may fire this much before it. */
export const earlyMs = 120_000;

/** What fired so long before the onset is told of when it did not fire again. */
const lastlyMs = 24 * 60 * 60 * 1000;

/**
 * An alert caught the incident if it fired before people and detectors noticed, and before its class used to be noticed.
 * Other guards that fired before do not take that from it: several may catch the same incident.
 */
export function verifyAlert(
  guard: VerifiedGuard,
  incident: VerifiedCase,
  detections: readonly Detection[],
): Verdict {
  const onset = Date.parse(incident.onset);
  const end = incident.endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(incident.endedAt);
  const during = ({ at }: Detection) => Date.parse(at) >= onset - earlyMs && Date.parse(at) <= end;
  const others = detections.filter((one) => one.guard !== guard.id && during(one)).sort(byTime);
  const others1st = others.find((one) => one.guard === undefined);
  const { at: detectedAt, who } = reference(guard, incident, others1st);
  const own = detections.filter((one) => one.guard === guard.id).sort(byTime);
  const fired = own.find(during);
  if (!fired) {
    const reason = whySilent(own, onset);
    return { outcome: 'missed', firedAt: null, detectedAt, leadMs: null, before: [], reason };
  }

  const leadMs = Date.parse(detectedAt) - Date.parse(fired.at);
  const later = others.filter(({ at }) => Date.parse(at) > Date.parse(fired.at));
  const before = [...new Set(later.map((one) => one.guard ?? one.method))];
  const shared = { firedAt: fired.at, detectedAt, leadMs, before };
  if (leadMs > 0) {
    return { outcome: 'caught', ...shared, reason: `It fired ${duration(leadMs)} before ${who}.` };
  }
  const late = leadMs === 0 ? 'in the same moment as' : `${duration(-leadMs)} after`;
  return { outcome: 'missed', ...shared, reason: `It fired, but ${late} ${who}.` };
}

function whySilent(own: readonly Detection[], onset: number): string {
  const last = own.findLast(({ at }) => Date.parse(at) < onset);
  const ms = last === undefined ? Number.POSITIVE_INFINITY : onset - Date.parse(last.at);
  if (ms > lastlyMs) return 'It did not fire.';
  return `It did not fire; the last time was ${duration(ms)} before it began.`;
}

/** The earlier one: when others noticed, or when the class used to be noticed. */
function reference(
  { formerDetectMs }: VerifiedGuard,
  incident: VerifiedCase,
  other: Detection | undefined,
): { at: Instant; who: string } {
  const former =
    formerDetectMs === null ? undefined : new Date(Date.parse(incident.onset) + formerDetectMs).toISOString();
  if (other && (former === undefined || Date.parse(other.at) <= Date.parse(former))) {
    return { at: other.at, who: `${other.method === 'person' ? 'a person' : other.method} noticed` };
  }
  if (former !== undefined) return { at: former, who: 'its class used to be noticed' };
  return { at: incident.detectedAt, who: 'the incident was opened' };
}

function byTime(one: Detection, other: Detection): number {
  return Date.parse(one.at) - Date.parse(other.at) || (one.method < other.method ? -1 : 1);
}
