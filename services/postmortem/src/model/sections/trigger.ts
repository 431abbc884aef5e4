import { changeNamed, probability, standings } from '@hormesis/learning';
import { type IncidentStory, likelierThanNot } from '../incident-story.js';
import type { WeekLog } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { type Quoting, said, unknown } from '../wording.js';

const shownEvidence = 2;

/** What it is attributed to, how surely, and why; never more than the attribution says. */
export function trigger({ attribution, detected }: IncidentStory, log: WeekLog, quoting: Quoting): Said[] {
  if (!attribution) return [unknown('what set it off; no attribution was made.', detected)];
  const { event, top } = attribution;
  if (top.probability < likelierThanNot) {
    const { candidates } = event.data;
    return [
      unknown(`what set it off; no candidate stands out: ${quoting.plain(standings(candidates))}.`, event),
    ];
  }
  const p = probability(top.probability);
  if (!top.change) {
    return [
      unknown(`what set it off; attribution says that no recorded change did, probability ${p}.`, event),
    ];
  }
  const change = `${changeNamed(top.change.kind, quoting.plain(top.change.subject))}, ${quoting.quote(top.change.summary)}`;
  return [
    said(`Attributed to change: ${change}; probability ${p}.`, event, log.change(top.change)),
    ...top.evidence
      .slice(0, shownEvidence)
      .map((reason) => said(`The attribution’s reason: ${quoting.quote(reason)}`, event)),
  ];
}
