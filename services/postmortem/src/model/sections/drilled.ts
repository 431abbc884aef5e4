import type { EventOf } from '@hormesis/events';
import { duration } from '@hormesis/learning';
import type { Drills } from '../drills.js';
import { exercisesIn, type ToldExercise } from '../exercises-in.js';
import type { IncidentStory } from '../incident-story.js';
import type { ProposalStory } from '../proposal-story.js';
import type { WeekLog } from '../week-log.js';
import type { Said } from '../weekly-report.js';
import { type Quoting, said } from '../wording.js';

type Of = { drills: Drills; drilled: readonly IncidentStory[]; proposals: readonly ProposalStory[] };

/** What was injected on purpose in the week, which guards that exercised, and how they did. */
export function drilled(log: WeekLog, { drills, drilled, proposals }: Of, quoting: Quoting): Said[] {
  const exercises = exercisesIn(log, proposals).filter(({ event }) => event.data.by === 'drill');
  const opened = Map.groupBy(drilled, ({ detected }) => drills.behind(detected) ?? '');
  const own = Map.groupBy(exercises, ({ event }) => event.data.on);
  const during = [...drills.started, ...drills.ended.values()].filter((event) => log.inWeek(event));
  const ids = new Set([...during.map(({ subject }) => subject), ...opened.keys(), ...own.keys()]);
  return [...ids].sort().map((id) => {
    const incidents = opened.get(id) ?? [];
    const guards = own.get(id) ?? [];
    const start = drills.started.find(({ subject }) => subject === id);
    const end = drills.ended.get(id);
    return said(
      `${id}${placeSaid(start ?? end, quoting)}${stateSaid(start, end)}. ${openedSaid(incidents)} ${exercisedSaid(guards, quoting)}`,
      start,
      end,
      ...incidents.map(({ detected }) => detected),
      ...guards.map(({ event }) => event),
    );
  });
}

function placeSaid(told: EventOf<'drill.started' | 'drill.ended'> | undefined, quoting: Quoting): string {
  if (!told) return '';
  return ` at ${quoting.name(told.data.service.id)} in ${quoting.name(told.data.environment.id)}`;
}

function stateSaid(
  start: EventOf<'drill.started'> | undefined,
  end: EventOf<'drill.ended'> | undefined,
): string {
  if (end) return `, ${end.data.outcome}`;
  return start ? ', still running at the end of the week' : '';
}

function openedSaid(incidents: readonly IncidentStory[]): string {
  if (incidents.length === 0) return 'It opened no incident.';
  return `It opened ${incidents.map(({ id }) => id).join(', ')}, which counts in no number.`;
}

function exercisedSaid(exercises: readonly ToldExercise[], quoting: Quoting): string {
  const outcomes = exercises.flatMap(({ event, story: { put } }) => {
    const { outcome, leadMs } = event.data;
    if (outcome === 'withdrawn') return [];
    const sooner = outcome === 'caught' && leadMs !== null && leadMs > 0 ? ` ${duration(leadMs)} sooner` : '';
    return [`“${quoting.plain(put.proposed.title)}” ${outcome} it${sooner}`];
  });
  return outcomes.length === 0 ? 'No guard was exercised.' : `${outcomes.join('; ')}.`;
}
