import type { Event, EventName, EventOf } from '@hormesis/events';
import { isEvent, isKnown, isOurs } from '@hormesis/events';
import { isTheChange, type NamedChange } from '@hormesis/incident';
import type { IsoWeek } from './iso-week.js';

/** What this system decides; what others tell of theirs under these names counts in no report. */
const onlyOurs = /^(incident|attribution|action|proposal|case|drill|postmortem)\./;

/** The events that a report may look at: the week’s, and those of the weeks before that they refer to. */
export class WeekLog {
  /** By time, each once, none after the week. */
  readonly events: readonly Event[];
  readonly known: readonly EventOf[];

  constructor(
    readonly week: IsoWeek,
    events: readonly Event[],
  ) {
    const once = new Map(events.map((event) => [`${event.source}\n${event.id}`, event]));
    this.events = [...once.values()].filter(({ time }) => at(time) < at(week.to)).sort(byTime);
    this.known = this.events.filter(isKnown).filter((event) => !onlyOurs.test(event.name) || isOurs(event));
  }

  /** Events of these types, earlier weeks’ too. */
  of<Name extends EventName>(...names: Name[]): EventOf<Name>[] {
    return this.known.filter((event): event is EventOf & EventOf<Name> => isEvent(event, ...names));
  }

  /** The event of a change that a ranking names. */
  change(named: NamedChange): EventOf | undefined {
    return this.known.find((event) => isTheChange(event, named));
  }

  inWeek({ time }: { time: string }): boolean {
    return at(time) >= at(this.week.from);
  }
}

/** Milliseconds since the epoch. */
export function at(instant: string): number {
  return Date.parse(instant);
}

/** By time; those of one instant in a fixed order. */
function byTime(a: Event, b: Event): number {
  return at(a.time) - at(b.time) || compare(a.source, b.source) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
