import { duration } from '@hormesis/learning';
import type { IncidentStory } from '../incident-story.js';
import { at } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { instant, type Quoting, said, unknown } from '../wording.js';

/** What was worse, for how long, and for how many as far as the log knows. */
export function impact(story: IncidentStory, quoting: Quoting, exposure: Said | undefined): Said[] {
  const { anomaly, detected, end, onset } = story;
  const what = anomaly
    ? `${quoting.plain(anomaly.data.metric)} of ${quoting.name(story.service)}`
    : story.service === 'unknown'
      ? 'A service that no event names'
      : quoting.name(story.service);
  const from = onset ?? detected.time;
  const lasting = end
    ? `from ${instant(from)} for ${duration(Math.max(0, at(end.time) - at(from)))}`
    : `from ${instant(from)} on, and was not over when the week’s events ended`;
  return [
    said(`${what} was worse ${lasting}${values(story)}.`, anomaly, detected, end),
    exposure ?? unknown('how many users met it; no event says how far the change had spread.', detected),
  ];
}

function values({ anomaly }: IncidentStory): string {
  const { observed, expected } = anomaly?.data ?? {};
  if (observed === undefined) return '';
  const seen = `: ${short(observed)} was seen`;
  return expected === undefined ? seen : `${seen}, ${short(expected)} before`;
}

/** Without the digits that only arithmetic has brought. */
function short(figure: number): number {
  return Number(figure.toPrecision(6));
}
