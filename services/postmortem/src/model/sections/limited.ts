import type { EventOf } from '@hormesis/events';
import { duration } from '@hormesis/learning';
import type { IncidentStory } from '../incident-story.js';
import { at } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { type Quoting, said, unknown } from '../wording.js';

/** What kept it from going on: actions and rollbacks, and what followed them. */
export function limited(story: IncidentStory, quoting: Quoting): Said[] {
  const { completed, detected, end, rollbacks } = story;
  const actions = actionsSaid(story, quoting);
  const last = [...completed, ...rollbacks].sort((a, b) => at(a.time) - at(b.time)).at(-1);
  if (last && end && at(end.time) >= at(last.time)) {
    const after =
      at(end.time) === at(last.time)
        ? 'at the same moment'
        : `${duration(at(end.time) - at(last.time))} later`;
    return [...actions, said(`${endSaid[end.name]} ${after}.`, last, end)];
  }
  if (last) return actions;
  return [
    ...actions,
    end
      ? unknown('what ended it; no completed action and no rollback is on record.', end)
      : unknown('whether it has ended; the week’s events do not say so.', detected),
  ];
}

const endSaid = {
  'anomaly.cleared': 'The signal was good again',
  'incident.mitigated': 'It was recorded as mitigated',
  'incident.resolved': 'It was recorded as resolved',
} as const;

function actionsSaid(story: IncidentStory, quoting: Quoting): Said[] {
  const { completed, detected, rollbacks, unfinished } = story;
  return [
    ...completed.map((action) => {
      const { durationMs, target } = action.data;
      return said(
        `${nameOf(target, quoting)} was acknowledged ${duration(durationMs)} after it was asked for.`,
        action,
      );
    }),
    ...unfinished.map((action) => {
      const how = action.name === 'action.failed' ? 'failed' : 'was refused';
      const { reason, target } = action.data;
      return said(`${nameOf(target, quoting)} ${how}: ${quoting.quote(reason)}`, action);
    }),
    ...rollbacks.map((rollback) => {
      const { artifactId, version } = rollback.data;
      const after = duration(Math.max(0, at(rollback.time) - at(detected.time)));
      return said(
        `${quoting.plain(rollback.subject)} was back on ${quoting.plain(version ?? artifactId)} ${after} after the incident was opened.`,
        rollback,
        detected,
      );
    }),
  ];
}

function nameOf(target: EventOf<'action.completed'>['data']['target'], quoting: Quoting): string {
  if (target.kind === 'kill') return `Turning off the flag ${quoting.plain(target.flag)}`;
  const version = target.toVersion === undefined ? '' : ` to ${quoting.plain(target.toVersion)}`;
  return `Rolling back ${quoting.plain(target.service)} in ${quoting.plain(target.environment)}${version}`;
}
