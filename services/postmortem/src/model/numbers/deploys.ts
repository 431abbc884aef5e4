import type { Deployed } from '../deployments.js';
import type { ReportNumber } from '../weekly-report.js';
import { idsOf } from '../wording.js';

export function deploys(deployments: readonly Deployed[]): ReportNumber {
  return {
    key: 'deploys',
    label: 'Deploys',
    unit: 'count',
    value: deployments.length,
    events: idsOf(deployments.flatMap(({ events }) => events)),
  };
}
