import { isTheChange } from '@hormesis/incident';
import type { Deployed } from '../deployments.js';
import type { IncidentStory } from '../incident-story.js';
import type { ReportNumber } from '../weekly-report.js';
import { idsOf } from '../wording.js';
import { share } from './share.js';

/** Deploys to which an incident is attributed and that somebody or something had to step in for, of all deploys. */
export function changeFailRate(
  deployments: readonly Deployed[],
  stories: readonly IncidentStory[],
): ReportNumber {
  const failures = stories.flatMap((story) => {
    const change = story.blamed?.change;
    const deployment =
      change && deployments.find(({ events }) => events.some((event) => isTheChange(event, change)));
    const interventions = deployment ? [...story.completed, ...story.rollbacks] : [];
    return deployment && interventions.length > 0 ? [{ story, deployment, interventions }] : [];
  });
  const failed = new Set(failures.map(({ deployment }) => deployment));
  return {
    key: 'change-fail-rate',
    label: 'Change fail rate',
    ...share(failed.size, deployments.length, 'deploys'),
    events: idsOf([
      ...deployments.flatMap(({ events }) => events),
      ...failures.flatMap(({ story, interventions }) => [story.attribution?.event, ...interventions]),
    ]),
  };
}
