import type { Actor, TimelineEntry } from '@hormesis/api';
import { type Event, environmentOf, serviceOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { boolean, instant, integer, json, jsonText, oneOf, projection, text } from '@hormesis/projection';
import { kindOf } from '../timeline/kind-of.js';
import { outcomeOf } from '../timeline/outcome-of.js';
import { tellsStory } from '../timeline/tells-story.js';
import { titleOf } from '../wording/title.js';
import { incidentOf } from './incident-of.js';
import { referenceOf } from './incident-reference.js';

/** One line for every event but signal windows, of unknown types too. */
export const timelineEntry = projection({
  name: 'timeline_entry',
  version: 1,
  from: [topics.changes, topics.incidents, topics.learning],
  table: 'read.timeline_event',
  by: { source: text, eventId: text },
  key: ({ source, id }) => ({ source, eventId: id }),
  rows: 'each',
  columns: {
    name: text,
    lane: text,
    kind: text,
    outcome: oneOf<TimelineEntry['outcome']>('good', 'bad', 'neutral'),
    title: text,
    time: instant,
    recordedTime: instant.nullable,
    environment: text.nullable,
    ownIncident: text.nullable,
    reference: text.nullable,
    causationId: text.nullable,
    actor: json<Actor>().nullable,
    story: boolean,
    topic: text,
    partition: integer,
    offset: integer,
    event: jsonText<Event>(),
  },
  on: {
    '*': (_row, event, { topic, partition, offset }) => ({
      name: event.name,
      lane: serviceOf(event) ?? 'other',
      kind: kindOf(event),
      outcome: outcomeOf(event),
      title: titleOf(event),
      time: event.time,
      recordedTime: event.recordedTime ?? null,
      environment: environmentOf(event) ?? null,
      ownIncident: incidentOf(event),
      reference: referenceOf(event),
      causationId: event.causationId ?? null,
      actor: event.actor ?? null,
      story: tellsStory(event),
      topic,
      partition,
      offset,
      event,
    }),
  },
});
