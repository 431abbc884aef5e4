import type { IncidentDetail, TimelineEntry } from '@hormesis/api';
import { actionText } from '../../format/action-text.js';
import { actorText } from '../../format/actor-text.js';
import { duration } from '../../format/duration.js';
import { percent } from '../../format/percent.js';
import { utc } from '../../format/utc.js';

/** The incident for a chat, a ticket or an agent: facts, candidates with evidence, actions, and the story with event ids. */
export function incidentMarkdown(
  incident: IncidentDetail,
  entries: readonly TimelineEntry[],
  link: string,
): string {
  const story = entries
    .filter((entry) => entry.story)
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const parts = [
    `# ${incident.title}`,
    facts(incident, link),
    section('Attributed to', incident.candidates.flatMap(candidateLines)),
    section(
      'Actions',
      incident.actions.map(
        (action) =>
          `- ${actionText(action.target)}: ${action.state}${action.durationMs === null ? '' : ` in ${duration(action.durationMs)}`}${action.reason ? `. ${action.reason}` : ''}`,
      ),
    ),
    section(
      'Timeline',
      story.map(
        (entry) =>
          `- ${utc(entry.time)} ${entry.title}${entry.actor ? ` (${actorText(entry.actor)})` : ''} \`${entry.eventId}\``,
      ),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function facts(incident: IncidentDetail, link: string): string {
  const lines: [string, string | null][] = [
    ['Id', `[${incident.id}](${link})`],
    ['Phase', incident.phase],
    ['Severity', incident.severity],
    ['Where', [incident.service, incident.environment].filter(Boolean).join(' in ')],
    ['Onset', incident.onset && utc(incident.onset)],
    ['Detected', utc(incident.detectedAt)],
    ['Acknowledged', incident.acknowledgedAt && utc(incident.acknowledgedAt)],
    ['Mitigated', incident.mitigatedAt && utc(incident.mitigatedAt)],
    ['Resolved', incident.resolvedAt && utc(incident.resolvedAt)],
    ['Resolution', incident.resolution],
  ];
  return lines.flatMap(([word, value]) => (value ? [`- ${word}: ${value}`] : [])).join('\n');
}

function candidateLines({ change, probability, evidence }: IncidentDetail['candidates'][number]): string[] {
  const what = change ? `${change.summary} \`${change.eventId}\`` : 'No recent change';
  return [
    `- ${percent(probability).replace('\u00a0', ' ')}: ${what}`,
    ...evidence.map((sentence) => `  - ${sentence}`),
  ];
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`;
}
