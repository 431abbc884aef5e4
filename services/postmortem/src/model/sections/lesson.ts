import { type EventOf, isEvent } from '@hormesis/events';
import type { IncidentStory } from '../incident-story.js';
import type { Said } from '../weekly-report.js';
import { counted, type Quoting, said, unknown } from '../wording.js';

/** What was proposed because of it, the main ones of each kind; and of which kind its data did not allow any. */
export function lesson({ detected, proposals }: IncidentStory, quoting: Quoting): Said[] {
  if (proposals.length === 0) return [unknown('what it teaches; nothing has been proposed yet.', detected)];
  const proposed = proposals.filter((event) => isEvent(event, 'proposal.proposed'));
  const main = proposed.filter(({ data }) => data.alternativeTo === undefined);
  const others = proposed.filter(({ data }) => data.alternativeTo !== undefined);
  const kinds = new Set(proposed.map(({ data }) => data.kind));
  return [
    ...main.map((event) => said(`Proposed ${event.data.kind}: ${quoting.plain(event.data.title)}.`, event)),
    ...(others.length === 0
      ? []
      : [said(`Beside them: ${counted(others.length, 'alternative')}.`, ...others)]),
    ...withheldKinds(proposals.filter((event) => isEvent(event, 'proposal.withheld')))
      .filter(([first]) => first && !kinds.has(first.data.kind))
      .flatMap((events) => withheldSaid(events, quoting)),
  ];
}

type Withheld = EventOf<'proposal.withheld'>;

/** By kind, in the order in which they were told; of one proposer the newest reason. */
function withheldKinds(events: readonly Withheld[]): Withheld[][] {
  const newest = new Map(events.map((event) => [event.subject, event]));
  return [...Map.groupBy(newest.values(), ({ data }) => data.kind).values()];
}

function withheldSaid(events: readonly Withheld[], quoting: Quoting): Said[] {
  const [first] = events;
  if (!first) return [];
  const more = events.length - 1;
  const others = more === 0 ? '' : ` ${counted(more, 'other proposer')} abstained too.`;
  return [
    said(`No ${first.data.kind} was proposed: ${quoting.plain(first.data.reason)}${others}`, ...events),
  ];
}
