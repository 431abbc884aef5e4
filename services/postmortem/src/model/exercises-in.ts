import { type EventOf, isEvent } from '@hormesis/events';
import type { ProposalStory } from './proposal-story.js';
import type { WeekLog } from './week-log.js';

/** How a guard did, and the guard. */
export type ToldExercise = { event: EventOf<'proposal.exercised'>; story: ProposalStory };

/** How guards did in the week, oldest first. Of several words on one incident the newest counts. */
export function exercisesIn(log: WeekLog, stories: readonly ProposalStory[]): ToldExercise[] {
  const all = stories.flatMap((story) => {
    const events = story.events.filter((event) => isEvent(event, 'proposal.exercised'));
    const newest = new Map(events.map((event) => [event.data.on, event]));
    return [...newest.values()].filter((event) => log.inWeek(event)).map((event) => ({ event, story }));
  });
  const order = new Map(log.events.map(({ id }, index) => [id, index]));
  return all.sort((a, b) => (order.get(a.event.id) ?? 0) - (order.get(b.event.id) ?? 0));
}
