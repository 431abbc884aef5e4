import { tellsRate } from '@hormesis/backtest';
import { out } from '../cli/colour.js';
import { table } from '../cli/table.js';
import type { Reports } from './backtest.js';

type Named = Reports[number];
type BacktestReport = Named['report'];

/** A report in plain words: the verdict and why, then each figure. */
export function reportLines({ report, rule }: Named): string[] {
  const { missing, reason } = report;
  return [
    `${verdictOf(report)}  ${out.bold(rule)}`,
    reason,
    '',
    ...table(rowsOf(report)).map((line) => `  ${line}`),
    ...(missing.length === 0 ? [] : ['', 'Missing:', ...missing.map((one) => `  ${one}`)]),
    '',
  ];
}

function verdictOf({ verdict }: BacktestReport): string {
  if (verdict === 'passed') return out.green('passed');
  return verdict === 'failed' ? out.red('failed') : out.yellow('not evaluable');
}

function rowsOf(report: BacktestReport): string[][] {
  const { falseAlarms, goodChanges, period, recall, savedUserSeconds, source } = report;
  return [
    ['period', `${minute(period.from)} to ${minute(period.to)}, ${percent(report.coverage)} of it on record`],
    ['read', `${grouped(report.windows)} windows, ${grouped(report.series)} series`],
    ...(report.fittedUntil === null ? [] : [['fitted until', minute(report.fittedUntil)]]),
    ...(source === null ? [] : [['the incident that taught it', fired(source)]]),
    ...(recall === null ? [] : [['incidents of its class', `fires on ${recall.caught} of ${recall.of}`]]),
    ...(recall?.incidents ?? [])
      .slice(0, mostIncidents)
      .map((one) => [`  ${one.incident}`, `${fired(one)}${one.part === 'fit' ? ' (fitted on it)' : ''}`]),
    ...(falseAlarms === null ? [] : [['false alarms', alarms(falseAlarms)]]),
    ...(goodChanges === null ? [] : [['good changes', changes(goodChanges)]]),
    ...(savedUserSeconds === null
      ? []
      : [['users spared', `${grouped(Math.round(savedUserSeconds))} user-seconds`]]),
    ...(report.variantsTried > 1 ? [['variants tried', String(report.variantsTried)]] : []),
  ];
}

const mostIncidents = 10;

function fired({ firedAt, leadMs }: NonNullable<BacktestReport['source']>): string {
  if (firedAt === null || leadMs === null) return 'does not fire';
  const words =
    leadMs >= 0 ? `${lasting(leadMs)} before it was detected` : `${lasting(-leadMs)} after it was detected`;
  return `fires at ${second(firedAt)}, ${words}`;
}

function alarms(of: NonNullable<BacktestReport['falseAlarms']>): string {
  const { count, days, high, low, perWeek } = of;
  const time = days < 1 ? lasting(days * 24 * 3_600_000) : `${short(days)} ${days === 1 ? 'day' : 'days'}`;
  const rate = tellsRate(of) ? `${short(perWeek)} a week` : 'too short a record to tell how many a week';
  return `${count} in ${time}: ${rate} (${short(low)} to ${short(high)}, 95 %)`;
}

function changes({ addedHours, of, stopped }: NonNullable<BacktestReport['goodChanges']>): string {
  return `${stopped} of ${of} stopped, ${short(addedHours)} h added`;
}

function lasting(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 90) return `${short(seconds)} s`;
  return seconds < 5_400 ? `${short(seconds / 60)} min` : `${short(seconds / 3_600)} h`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function percent(share: number): string {
  return `${short(share * 100)} %`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

function second(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}
