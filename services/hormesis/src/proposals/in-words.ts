import type { Proposal } from '@hormesis/api';
import { tellsRate } from '@hormesis/backtest';

/** Where it stands: `applied, caught 1, missed 0`, `accepted, overdue`. */
export function standingOf({ state, exercises, retirement, due }: Proposal, now: Date = new Date()): string {
  const open = state === 'proposed' || state === 'backtested' || state === 'accepted';
  const late = open && due !== null && Date.parse(due) < now.getTime() ? ', overdue' : '';
  if (state !== 'applied') return `${state}${late}`;
  const times = (outcome: string) => exercises.filter((exercise) => exercise.outcome === outcome).length;
  const done =
    exercises.length === 0 ? 'not yet exercised' : `caught ${times('caught')}, missed ${times('missed')}`;
  return `applied, ${done}${retirement ? ', to be retired?' : ''}`;
}

/** What the backtest says in a few words: `5 min sooner, 1 of 1, 0.2 a week`. */
export function backtestInWords({ backtest, checks }: Pick<Proposal, 'backtest' | 'checks'>): string {
  const failed = checks.filter(({ passed }) => !passed);
  const refused = failed.find(({ tool }) => tool !== 'none');
  if (refused) return `${refused.tool} refuses it`;
  if (failed.length > 0) return 'not checked';
  if (backtest === null) return 'none yet';
  const { verdict, source, recall, falseAlarms } = backtest;
  if (verdict === 'not-evaluable') return 'not evaluable';
  const parts = [
    ...(source?.leadMs == null ? [] : [lead(source.leadMs)]),
    ...(recall ? [`${recall.caught} of ${recall.of}`] : []),
    ...(falseAlarms ? [falseAlarmsInWords(falseAlarms)] : []),
  ];
  return [verdict, ...parts].join(', ');
}

function falseAlarmsInWords(alarms: NonNullable<NonNullable<Proposal['backtest']>['falseAlarms']>): string {
  if (tellsRate(alarms)) return `${Number(alarms.perWeek.toPrecision(2))} false a week`;
  return `${alarms.count} false, too short a record to tell how often`;
}

/** `40 s sooner`, `2 min later`. */
export function lead(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  if (seconds === 0) return 'at the same time';
  const long = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `${long} ${ms >= 0 ? 'sooner' : 'later'}`;
}
