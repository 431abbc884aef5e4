import type { IncidentStory } from '../incident-story.js';
import type { WeekLog } from '../week-log.js';
import type { ReportedIncident } from '../weekly-report.js';
import type { Quoting } from '../wording.js';
import { detection } from './detection.js';
import { exposureSaid } from './exposure.js';
import { impact } from './impact.js';
import { lesson } from './lesson.js';
import { limited } from './limited.js';
import { trigger } from './trigger.js';

export function reportedIncident(story: IncidentStory, log: WeekLog, quoting: Quoting): ReportedIncident {
  const { anomaly, detected } = story;
  const title = anomaly?.data.summary ?? detected.data.description ?? anomaly?.data.metric;
  return {
    id: story.id,
    title: title === undefined ? 'No summary is on record' : quoting.plain(title),
    severity: detected.data.severity ?? anomaly?.data.severity ?? 'unknown',
    service: quoting.name(story.service),
    environment: quoting.name(story.environment),
    openedAt: detected.time,
    impact: impact(story, quoting, exposureSaid(story, log)),
    trigger: trigger(story, log, quoting),
    detection: detection(story, quoting),
    limited: limited(story, quoting),
    lesson: lesson(story, quoting),
  };
}
