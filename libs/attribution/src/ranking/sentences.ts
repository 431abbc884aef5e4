import type { Contrast } from '../evidence/contrast.js';
import type { Shift } from '../evidence/shift.js';
import type { CaseAttribution, RankedChange } from './attribute-case.js';

/** From so many standard errors on, a difference is worth a sentence. */
const WORTH_TELLING = 2.5;

const measures = { errors: 'errors', latency: 'latency', cpu: 'CPU', memory: 'memory' } as const;

/** What speaks for and against a change, one sentence part each, for people. */
export function sentencesOf({ looked }: RankedChange): string[] {
  const { change, lead, contrasts, shifts, distance, terms } = looked;
  const told = [began(lead), ...placed(change.service, distance, terms.apart)];
  const strongest = worst(contrasts);
  if (strongest) told.push(contrasted(strongest));
  else if (terms.calm > 0) told.push('its pods are no worse than those without it, at the same times');
  const shift = contrasts.length === 0 ? worst(shifts) : undefined;
  if (shift) told.push(`${named(shift)} ${by(shift)} worse than before it`);
  if (terms.alike > 1) told.push('the pods without it got worse as well');
  if (terms.explained > 1) told.push('what it calls is ill too, and explains it');
  if (terms.doseOwn > 0.3 || terms.doseAlert > 0.3)
    told.push('harm grew with the share of replicas that have it');
  if (terms.unseen > 0) told.push('nothing was measured at its service');
  if (Math.abs(terms.time) > 2) told.push('that is long before');
  return told;
}

/** What speaks for “no change did it”. */
export function sentencesOfNone({ ranking, evidence }: CaseAttribution): string[] {
  const { onset, health } = evidence.scene;
  const changed = new Set(ranking.map(({ looked }) => looked.change.service));
  const told: string[] = [];
  if (ranking.length === 0) told.push('no change had begun');
  if (evidence.none.elsewhere > 1) {
    const [worstOf] = [...health]
      .filter(([name]) => !changed.has(name))
      .sort(([, a], [, b]) => b.own - a.own);
    if (worstOf) told.push(`${worstOf[0]} is ill, nothing that it calls explains it, and nobody changed it`);
  }
  if (evidence.none.onePod > 1) told.push('one pod alone is off, among others of its version');
  if (evidence.none.quiet > 0.5) told.push('no pods or services of any change stand out');
  if (ranking.length > 0 && ranking.every(({ terms }) => (terms.late ?? 0) < -0.5)) {
    told.push('it began before any of the changes');
  }
  if (onset.confidence === 0) told.push('it cannot be seen when it began');
  if (told.length === 0) told.push('nothing that was measured speaks for it');
  return told;
}

function began(lead: number): string {
  if (lead < -1) return `its step began ${span(-lead)} after it got worse`;
  return lead < 1
    ? 'its latest step began as it got worse'
    : `its latest step began ${span(lead)} before it got worse`;
}

function placed(service: string, distance: number | undefined, apart: number): string[] {
  if (distance === 0) return [`changed ${service}, which alerts`];
  if (distance !== undefined)
    return [`changed ${service}, ${distance} call${distance === 1 ? '' : 's'} below the alert`];
  return apart > 0 ? [`changed ${service}, which nothing ties to the alert`] : [`changed ${service}`];
}

function worst<T extends { z: number }>(found: readonly T[]): T | undefined {
  const [first] = [...found].sort((a, b) => b.z - a.z);
  return first && first.z >= WORTH_TELLING ? first : undefined;
}

function contrasted(contrast: Contrast): string {
  return `${named(contrast)} ${by(contrast)} worse at its pods than at those without it`;
}

function named({ side, other, metric }: Pick<Contrast, 'side' | 'other' | 'metric'>): string {
  const what = measures[metric];
  if (side === 'pod') return `${what} is`;
  return side === 'in'
    ? `${what} of calls${other ? ` from ${other}` : ''} ${are(metric)}`
    : `${what} of calls to ${other} ${are(metric)}`;
}

function are(metric: Contrast['metric']): string {
  return metric === 'errors' ? 'are' : 'is';
}

function by({ metric, difference }: Pick<Contrast | Shift, 'metric' | 'difference'>): string {
  if (metric === 'errors') return `${(difference * 100).toFixed(1)} points`;
  return metric === 'latency' ? `${Math.exp(difference).toFixed(1)} times` : difference.toPrecision(2);
}

function span(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
