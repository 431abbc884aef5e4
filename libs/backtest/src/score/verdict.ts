import type { BacktestReport } from '@hormesis/events/learning';
import { barsInWords, mostFalseAlarmsAWeek, mostGoodChangesStopped } from './bars.js';
import { type FalseAlarms, tellsRate } from './false-alarms.js';
import type { GoodChanges } from './good-changes.js';
import type { Exercised } from './score-rule.js';
import { figure, lasting, lastingDays } from './wording.js';

export type Figures = {
  /** On all incidents of the class on record. */
  exercises: readonly Exercised[];
  /** Those of them that the figures are of. */
  counted: readonly Exercised[];
  /** On the incident that taught it. */
  source: Exercised | undefined;
  /** It is to limit the harm only. */
  limits: boolean;
  falseAlarms: FalseAlarms | null;
  goodChanges: GoodChanges | null;
  isScored: boolean;
  variantsTried: number;
  windows: number;
  /** Windows of which it is not on record when they came. */
  imported: number;
  /** A rule that fires as early on all that it catches. */
  overlap: string | undefined;
};

/** The one place where figures become a verdict. */
export function verdictOf(figures: Figures): Pick<BacktestReport, 'verdict' | 'reason'> {
  const { exercises, falseAlarms, goodChanges } = figures;
  const faults = [
    ...whyLate(figures),
    ...((falseAlarms?.perWeek ?? 0) > mostFalseAlarmsAWeek ? ['it cries too often'] : []),
    ...(goodChanges && goodChanges.stopped > mostGoodChangesStopped * goodChanges.of
      ? ['it would stop too many good changes']
      : []),
  ];
  const verdict = faults.length > 0 ? 'failed' : exercises.length === 0 ? 'not-evaluable' : 'passed';
  return { verdict, reason: [opening(verdict, faults), ...inWords(figures), barsInWords].join(' ') };
}

/** Firing on what it was fitted on is not enough, nor is firing when it was known already. */
function whyLate({ counted, limits, source }: Figures): string[] {
  if (counted.length === 0) return [];
  const whose = `${howMany(counted.length, 'recorded incident')} of its class`;
  if (counted.every(({ firedAt }) => firedAt === null)) return [`it fires on none of ${whose}`];
  const judged = source ? [source, ...counted] : counted;
  if (limits || judged.some(({ leadMs }) => leadMs !== null && leadMs > 0)) return [];
  return ['it fires on none before it was detected otherwise'];
}

function opening(verdict: BacktestReport['verdict'], faults: readonly string[]): string {
  if (verdict === 'passed') return 'It passes.';
  if (verdict === 'failed') return `It does not pass: ${faults.join('; ')}.`;
  return 'It cannot be said whether it would catch anything: no incident of its class is on record with its signals.';
}

function inWords(figures: Figures): string[] {
  const { counted, falseAlarms, goodChanges, imported, isScored, overlap, variantsTried, windows } = figures;
  return [
    ...(counted.length === 0 ? [] : [caughtInWords(counted)]),
    ...(falseAlarms === null ? [] : [falseAlarmsInWords(falseAlarms)]),
    ...(goodChanges === null
      ? []
      : [`${goodChanges.stopped} of ${howMany(goodChanges.of, 'good change')} would have been stopped.`]),
    ...(isScored
      ? []
      : [
          'Nothing to speak of was recorded after the data that it was fitted on, so these figures are of that data.',
        ]),
    ...(variantsTried > 1
      ? [`${variantsTried} variants were tried; the choice was made on the fit alone.`]
      : []),
    ...(imported === 0
      ? []
      : [
          `${imported} of ${windows} windows became known more than 6 hours after their end, or it is not on record when; they are taken to have come on time. If they did not, it would have fired later than said here, or not at all.`,
        ]),
    ...(overlap === undefined
      ? []
      : [`${overlap} fires as early on all that it catches: beside that it adds nothing.`]),
  ];
}

function falseAlarmsInWords(alarms: FalseAlarms): string {
  const { count, days, high, low, perWeek } = alarms;
  const counted = `${howMany(count, 'false alarm')} in ${lastingDays(days)} on record`;
  const interval = `95 % exact Poisson interval, two-sided: ${figure(low)} to ${figure(high)}`;
  if (!tellsRate(alarms) && perWeek <= mostFalseAlarmsAWeek) {
    return `${counted}, too short a record to tell how many a week (${interval}).`;
  }
  if (!tellsRate(alarms)) {
    return `${counted}: ${figure(perWeek)} a week as measured, too short a record to tell it closely (${interval}).`;
  }
  const isShort = perWeek <= mostFalseAlarmsAWeek && high > mostFalseAlarmsAWeek;
  return `${counted}: ${figure(perWeek)} a week (${interval}).${isShort ? ` That is too short to rule out more than ${mostFalseAlarmsAWeek} a week.` : ''}`;
}

function caughtInWords(counted: readonly Exercised[]): string {
  const leads = counted.flatMap(({ leadMs }) => (leadMs === null ? [] : [leadMs])).sort((a, b) => a - b);
  const middle = leads[Math.floor((leads.length - 1) / 2)];
  const lead =
    middle === undefined
      ? ''
      : middle >= 0
        ? `, ${lasting(middle)} before it was detected (median)`
        : `, ${lasting(-middle)} after it was detected otherwise (median)`;
  return `It fires on ${leads.length} of ${howMany(counted.length, 'incident')} of its class${lead}.`;
}

function howMany(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
