import { type EventOf, isEvent } from '@hormesis/events';
import type { IncidentStory } from '../incident-story.js';
import type { WeekLog } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { said } from '../wording.js';

/** Percent of users that had the change an incident is attributed to, if the log says it. */
export function exposureOf(story: IncidentStory, log: WeekLog): { percent: number; by: EventOf } | undefined {
  const by = story.blamed && log.change(story.blamed.change);
  if (!by) return undefined;
  if (isEvent(by, 'service.deployed', 'service.upgraded')) return { percent: by.data.exposure ?? 100, by };
  if (isEvent(by, 'featureflag.ramped')) return { percent: by.data.percentage, by };
  return undefined;
}

export function exposureSaid(story: IncidentStory, log: WeekLog): Said | undefined {
  const exposure = exposureOf(story, log);
  if (!exposure) return undefined;
  return said(
    `The change it is attributed to had been given to ${exposure.percent} % of users; how many of them met it is not on record.`,
    exposure.by,
  );
}
