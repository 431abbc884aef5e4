import type { PastIncident, Period } from '@hormesis/backtest';
import type { BacktestOptions } from './backtest.js';

type Place = Pick<PastIncident, 'service' | 'environment'>;

const mostNamed = 10;

/** What given incidents do not count for, and why, in words. */
export function passedOver(
  incidents: readonly PastIncident[],
  places: readonly Place[],
  { from, to }: Period,
): string[] {
  const known = new Set(places.map(nameOf));
  const names = [...known].sort();
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  const there = `There are windows of ${names.slice(0, mostNamed).join(', ')}${more}.`;
  return incidents.flatMap((incident) => {
    const { id, onset } = incident;
    if (!known.has(nameOf(incident)))
      return [`${id} is passed over: there is no window of ${nameOf(incident)}. ${there}`];
    if (onset >= from && onset < to) return [];
    const period = `the period is from ${instant(from)} to ${instant(to)}`;
    return [`${id} is passed over: it began at ${instant(onset)}, and ${period}.`];
  });
}

/** What it means that no incident was given. */
export function withoutIncidents({ incidents, rule }: BacktestOptions): string {
  const given =
    incidents === undefined ? 'No incident was given (--incidents)' : `${incidents} has no incident`;
  return rule === undefined
    ? `${given}, so every change counts as good.`
    : `${given}, so every firing counts as false. Nothing can be said of what the rule catches.`;
}

function nameOf({ environment, service }: Place): string {
  return `${service} in ${environment}`;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
