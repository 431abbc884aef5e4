import type { DataOf } from '@hormesis/events';
import { duration } from '@hormesis/learning';
import type { IncidentStory } from '../incident-story.js';
import { at } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { type Quoting, said, unknown } from '../wording.js';

/** What noticed it, and how long after it began. */
export function detection({ anomaly, detected, onset }: IncidentStory, quoting: Quoting): Said[] {
  if (!anomaly) return [unknown('what noticed it; no anomaly is on record.', detected)];
  const noticed = whoNoticed(anomaly.data, quoting);
  if (onset === undefined) return [said(`${noticed} noticed it; its onset is unknown.`, anomaly, detected)];
  const after = duration(Math.max(0, at(anomaly.time) - at(onset)));
  const openedMs = Math.max(0, at(detected.time) - at(anomaly.time));
  const opened = openedMs === 0 ? 'at once' : `${duration(openedMs)} later`;
  return [
    said(
      `${noticed} noticed it ${after} after it began; the incident was opened ${opened}.`,
      anomaly,
      detected,
    ),
  ];
}

function whoNoticed({ guard, method }: DataOf<'anomaly.detected'>, quoting: Quoting): string {
  if (guard !== undefined) return `The guard ${guard}`;
  return method === 'person' ? 'A person' : quoting.plain(method);
}
