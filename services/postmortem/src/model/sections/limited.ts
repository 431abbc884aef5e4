import type { EventOf } from '@hormesis/events';
import { duration } from '@hormesis/learning';
import type { IncidentStory } from '../incident-story.js';
import { at } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { type Quoting, said, unknown } from '../wording.js';

/** What kept it from going on: the actions, and what followed them. */
export function limited(story: IncidentStory, quoting: Quoting): Said[] {
  const { completed, detected, end, unfinished } = story;
  const actions = [
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
  ];
  const last = completed.at(-1);
  if (last && end && at(end.time) >= at(last.time)) {
    return [
      ...actions,
      said(`The signal was good again ${duration(at(end.time) - at(last.time))} after that.`, last, end),
    ];
  }
  if (completed.length > 0) return actions;
  return [
    ...actions,
    end
      ? unknown('what ended it; no completed action is on record.', end)
      : unknown('whether it has ended; the week’s events do not say so.', detected),
  ];
}

function nameOf(target: EventOf<'action.completed'>['data']['target'], quoting: Quoting): string {
  if (target.kind === 'kill') return `Turning off the flag ${quoting.plain(target.flag)}`;
  const version = target.toVersion === undefined ? '' : ` to ${quoting.plain(target.toVersion)}`;
  return `Rolling back ${quoting.plain(target.service)} in ${quoting.plain(target.environment)}${version}`;
}
