import { baseRate, rateOf } from '../counts/base-rate.js';
import { dispersionOf } from '../dispersion/dispersion.js';
import { calmOf } from '../evidence/recovery.js';
import { baseMean, meanOf, varianceOf } from '../latency/base-mean.js';
import { comparison } from './comparison.js';
import { badOf, measureOf, tail95Of, tail99Of } from './measures.js';
import type { Alarm, Cell, Group, MeasureName } from './state.js';

const countsOf = { bad: badOf, tail95: tail95Of, tail99: tail99Of };
const enough = 6;
const newNormalAfterMs = 30 * 60_000;

/** Sees for each alarm whether it is over, from what its users had in this bucket; then harm can alarm again. */
export function calmAlarms(group: Group, cellsOf: (part: string) => readonly Cell[], end: number): void {
  for (const [part, alarm] of group.alarms) {
    let nats = 0;
    for (const cell of cellsOf(part)) nats += calmOfCell(group, alarm, cell);
    alarm.calm = Math.max(0, alarm.calm + nats);
    if (alarm.calm >= enough) forget(group, part, alarm.measure, end, false);
    else if (part === '' && end - alarm.at > newNormalAfterMs) forget(group, part, alarm.measure, end, true);
  }
}

function calmOfCell(group: Group, { measure, lift }: Alarm, cell: Cell): number {
  if (measure === 'mean') return calmOfMean(group, lift, cell);
  const counted = measureOf(group, measure);
  if (counted === undefined || 'unit' in counted) return 0;
  const { total, bad } = countsOf[measure](cell);
  return calmOf(total, bad, rateOf(counted.base), lift) / dispersionOf(counted.dispersion);
}

function calmOfMean({ latency }: Group, lift: number, { latencyCount, latencySum }: Cell): number {
  if (latency === null || latencyCount === 0) return 0;
  const { base, unit } = latency.mean;
  const half = latency.inLog ? Math.log(lift) / 2 : (meanOf(base) * (lift - 1)) / 2;
  const difference = latencySum / latencyCount - meanOf(base);
  const nats = (half * (half / 2 - difference) * latencyCount) / varianceOf(base, unit);
  return Math.max(-2, Math.min(2, nats));
}

function forget(group: Group, part: string, measure: MeasureName, at: number, isNewNormal: boolean): void {
  group.alarms.delete(part);
  const { bad, latency } = group;
  for (const one of [bad, ...(latency?.tails ?? []), ...(latency ? [latency.mean] : [])]) {
    if (part !== '') one.parts.delete(part);
    else one.own = comparison(at, one.own.known.paths.length);
  }
  if (!isNewNormal) return;
  const learnt = measureOf(group, measure);
  if (learnt !== undefined && 'unit' in learnt) learnt.base = baseMean();
  else if (learnt !== undefined) learnt.base = baseRate();
}
