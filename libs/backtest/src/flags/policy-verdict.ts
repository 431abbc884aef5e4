import type { BacktestReport } from '@hormesis/events/learning';
import { mostGoodChangesStopped } from '../score/bars.js';
import { figure } from '../score/wording.js';

export type PolicyFigures = {
  /** Bad changes that were replayed, and those that would have been stopped before they were. */
  bad: number;
  caught: number;
  good: number;
  /** Good changes stopped, mean over the thinnings. */
  wrongStops: number;
  /** Negative: changes would reach everybody sooner. */
  addedHours: number;
  savedUserSeconds: number | null;
  skipped: number;
  missing: number;
  isFit: boolean;
  thinnings: number;
};

const bars =
  'Asked for: fewer users exposed to the bad changes, at most 2 % of the good ones stopped, or less than one. A good change that is stopped is taken to lose 1 h.';

/** The one place where the figures of a flag policy become a verdict. */
export function policyVerdict(figures: PolicyFigures): Pick<BacktestReport, 'verdict' | 'reason'> {
  const { bad, good, savedUserSeconds, wrongStops } = figures;
  const faults = [
    ...(savedUserSeconds !== null && savedUserSeconds <= 0 ? ['it spares no user anything'] : []),
    ...(good > 0 && wrongStops > mostGoodChangesStopped * good
      ? ['it would stop too many good changes']
      : []),
  ];
  const verdict =
    faults.length > 0 ? 'failed' : bad === 0 || savedUserSeconds === null ? 'not-evaluable' : 'passed';
  return { verdict, reason: [opening(verdict, faults), ...inWords(figures), bars].join(' ') };
}

function opening(verdict: BacktestReport['verdict'], faults: readonly string[]): string {
  if (verdict === 'passed') return 'It passes.';
  if (verdict === 'failed') return `It does not pass: ${faults.join('; ')}.`;
  return 'It cannot be said what it would spare: no bad change that it would have governed is on record with its signals.';
}

function inWords(figures: PolicyFigures): string[] {
  const { addedHours, bad, caught, good, isFit, missing, savedUserSeconds, skipped, wrongStops } = figures;
  return [
    ...(bad === 0
      ? []
      : [`Of ${bad} bad ${changes(bad)} it would have stopped ${caught} before they were stopped.`]),
    ...(savedUserSeconds === null
      ? []
      : [`Users would have been spared ${figure(savedUserSeconds)} user-seconds of harm.`]),
    ...(good === 0
      ? []
      : [
          `Of ${good} good ${changes(good)} it would have stopped ${figure(wrongStops)}, and ${delay(addedHours)} together.`,
        ]),
    `Each change was lived through ${figures.thinnings} times with other users drawn; figures are the mean.`,
    ...(skipped > 0
      ? [
          `${skipped} good ${changes(skipped)} fell into an incident of something else and ${skipped === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
    ...(missing > 0 ? [`Of ${missing} ${changes(missing)} not enough is on record.`] : []),
    ...(isFit ? ['All bad changes are from before it was fitted, so these figures are of that data.'] : []),
  ];
}

function delay(hours: number): string {
  return hours >= 0
    ? `they would have reached everybody ${figure(hours)} h later`
    : `they would have reached everybody ${figure(-hours)} h sooner`;
}

function changes(count: number): string {
  return count === 1 ? 'change' : 'changes';
}
