import type { Deployed } from '../deployments.js';
import type { Drills } from '../drills.js';
import type { WeekLog } from '../week-log.js';
import type { ReportNumber } from '../weekly-report.js';
import { idsOf } from '../wording.js';
import { share } from './share.js';

/** Deploys that say they were made because of an incident, of all deploys. What a drill caused is none. */
export function reworkRate(log: WeekLog, deployments: readonly Deployed[], drills: Drills): ReportNumber {
  const inEarnest = log.of('incident.detected').filter((detected) => drills.behind(detected) === undefined);
  const incidents = new Set(inEarnest.map(({ subject }) => subject));
  const steps = deployments.flatMap(({ events }) => events);
  const saysWhy = steps.some(({ correlationId }) => correlationId !== undefined);
  const rework = deployments.filter(({ events }) =>
    events.some(({ correlationId }) => correlationId !== undefined && incidents.has(correlationId)),
  );
  const base = { key: 'rework-rate', label: 'Rework rate', events: idsOf(steps) } as const;
  if (deployments.length > 0 && !saysWhy) {
    return {
      ...base,
      unit: 'share',
      value: null,
      because: 'no deploy names the incident it was made for (correlationid)',
    };
  }
  return { ...base, ...share(rework.length, deployments.length, 'deploys') };
}
