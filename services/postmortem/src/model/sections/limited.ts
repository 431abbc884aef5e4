import type { EventOf } from '@hormesis/events';
import { duration } from '@hormesis/learning';
import type { IncidentStory } from '../incident-story.js';
import { at } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { instant, type Quoting, said, unknown } from '../wording.js';

/** What kept it from going on: actions and rollbacks, and what followed them. */
export function limited(story: IncidentStory, quoting: Quoting): Said[] {
  const last = [...story.completed, ...story.rollbacks].sort((a, b) => at(a.time) - at(b.time)).at(-1);
  return [...actionsSaid(story, quoting), ...mitigationSaid(story, last), ...endSaid(story, last)];
}

type Intervention = EventOf<'action.completed' | 'service.rolledback'>;

/** A mitigated incident is not over: its cause may still stand. */
function mitigationSaid({ detected, mitigated }: IncidentStory, last: Intervention | undefined): Said[] {
  if (!mitigated) return [];
  if (last && at(mitigated.time) >= at(last.time)) {
    return [said(`It was recorded as mitigated ${following(last, mitigated)}.`, last, mitigated)];
  }
  const after = duration(Math.max(0, at(mitigated.time) - at(detected.time)));
  return [said(`It was recorded as mitigated ${after} after the incident was opened.`, detected, mitigated)];
}

const ended = {
  'anomaly.cleared': 'The signal was good again',
  'incident.resolved': 'It was recorded as resolved',
} as const;

function endSaid({ cleared, detected, end }: IncidentStory, last: Intervention | undefined): Said[] {
  if (!end) {
    const good =
      cleared && `The signal was good again on ${instant(cleared.time)}; the incident is not resolved.`;
    return [
      ...(good ? [said(good, cleared)] : []),
      unknown('when it ends; it was not over when the week’s events ended.', detected),
    ];
  }
  if (last) return [said(`${ended[end.name]} ${following(last, end)}.`, last, end)];
  return [unknown('what ended it; no completed action and no rollback is on record.', end)];
}

/** `50 s later` */
function following(first: EventOf, second: EventOf): string {
  const ms = at(second.time) - at(first.time);
  if (ms === 0) return 'at the same moment';
  return ms > 0 ? `${duration(ms)} later` : `${duration(-ms)} before that`;
}

function actionsSaid(story: IncidentStory, quoting: Quoting): Said[] {
  const { completed, detected, requested, rollbacks, unfinished } = story;
  return [
    ...completed.map((action) => acknowledgedSaid(action, requested, quoting)),
    ...unfinished.map((action) => {
      const how = action.name === 'action.failed' ? 'failed' : 'was refused';
      const { reason, target } = action.data;
      return said(`${nameOf(target, quoting)} ${how}: ${quoting.quote(reason)}`, action);
    }),
    ...rollbacks.map((rollback) => {
      const { artifactId, version } = rollback.data;
      const after = duration(Math.max(0, at(rollback.time) - at(detected.time)));
      return said(
        `${quoting.name(rollback.subject)} was back on ${quoting.plain(version ?? artifactId)} ${after} after the incident was opened.`,
        rollback,
        detected,
      );
    }),
  ];
}

function acknowledgedSaid(
  completed: EventOf<'action.completed'>,
  requested: IncidentStory['requested'],
  quoting: Quoting,
): Said {
  const what = `${nameOf(completed.data.target, quoting)} was acknowledged`;
  const asked = requested.findLast(
    ({ subject, time }) => subject === completed.subject && at(time) <= at(completed.time),
  );
  if (!asked) return said(`${what}; when it was asked for is not on record.`, completed);
  const after = duration(at(completed.time) - at(asked.time));
  return said(`${what} ${after} after it was asked for.`, asked, completed);
}

function nameOf(target: EventOf<'action.completed'>['data']['target'], quoting: Quoting): string {
  if (target.kind === 'pause') return pauseOf(target, quoting);
  if (target.kind === 'kill') return `Turning off the flag ${quoting.plain(target.flag)}`;
  const version = target.toVersion === undefined ? '' : ` to ${quoting.plain(target.toVersion)}`;
  return `Rolling back ${quoting.name(target.service)} in ${quoting.name(target.environment)}${version}`;
}

type Pause = Extract<EventOf<'action.completed'>['data']['target'], { kind: 'pause' }>;

function pauseOf({ flag, service }: Pause, quoting: Quoting): string {
  if (flag !== undefined) return `Pausing the ramp of the flag ${quoting.plain(flag)}`;
  return service === undefined ? 'Pausing the rollout' : `Pausing the rollout of ${quoting.name(service)}`;
}
