import { Database } from '@hormesis/database';
import { type Decision, isRefusal } from '@hormesis/decider';
import { decodeEvent } from '@hormesis/events';
import {
  acknowledgeIncident,
  annotateIncident,
  type Incident,
  type IncidentEvent,
  type IncidentStatement,
  incidentDecider,
  openIncident,
  reopenIncident,
  resolveIncident,
} from '@hormesis/incident';
import { type EventLog, topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { type DecisionContext, migrateStreams, Refused, Streams } from '@hormesis/streams';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anomaly } from './anomaly.js';
import { RemoteLog } from './remote-log.js';

type Decide = (incident: Incident) => Decision<IncidentStatement>;
type Command = { decide: Decide; process: number; ids: string | undefined };
type Outcome = { command: Command; events: readonly IncidentEvent[]; refusal?: string };

const processes = 3;
const always = (decide: Decide) => fc.constant(decide);
const annotate =
  (note: string): Decide =>
  (incident) =>
    annotateIncident(incident, { note });

const commands = fc.array(
  fc.record({
    process: fc.nat(processes - 1),
    ids: fc.option(fc.constantFrom('first', 'second'), { nil: undefined, freq: 6 }),
    decide: fc.oneof(
      { weight: 2, arbitrary: always((incident) => openIncident(incident, { anomaly })) },
      { weight: 2, arbitrary: always(acknowledgeIncident) },
      { weight: 2, arbitrary: always((incident) => resolveIncident(incident, {})) },
      { weight: 2, arbitrary: always((incident) => reopenIncident(incident, {})) },
      { weight: 4, arbitrary: fc.uuid().map(annotate) },
    ),
  }),
  { minLength: 5, maxLength: 50 },
);

describe('many commands at once on one incident, from several processes', () => {
  let test: TestDatabase;
  let databases: Database[];
  let next = 0;

  beforeAll(async () => {
    test = await startTestDatabase();
    await migrateStreams(test.database);
    databases = Array.from({ length: processes }, () => new Database(test.url, { maxConnections: 3 }));
  });
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await test.drop();
  });

  const open = {
    'a log in the same database': (database: Database): Promise<EventLog> => PostgresLog.open(database),
    'a log elsewhere': async (): Promise<EventLog> => new RemoteLog(),
  };

  it.each(Object.keys(open) as (keyof typeof open)[])(
    'are as if one came after the other, with %s',
    async (kind) => {
      const logs = await Promise.all(databases.map((database) => open[kind](database)));
      const streams = databases.map((database, n) => {
        const log = logs[n];
        if (!log) throw new Error('one log a process');
        return new Streams(database, log, incidentDecider, { source: '/hormesis/test' });
      });
      await fc.assert(
        fc.asyncProperty(commands, async (given) => {
          const id = `inc-${next++}`;
          const outcomes = await Promise.all(
            given.map((command) => carryOut(streams[command.process], id, command)),
          );
          const written = await eventsOf(id);
          expectEachOnce(outcomes, written);
          expectOneAfterTheOther(id, outcomes, written);
          for (const each of streams)
            expect(await each.load(id)).toEqual({ state: fold(id, written), version: written.length });
          await expectHandedOver(id, kind, written);
        }),
        { numRuns: 12 },
      );
      await Promise.all(logs.map((log) => log.close()));
    },
  );

  async function eventsOf(id: string): Promise<IncidentEvent[]> {
    const rows = await test.database.query<{ version: number; event: never }>(
      'select version, event from streams.event where stream = $1 order by version',
      [`incident-${id}`],
    );
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
    return rows.map(({ event }) => decodeEvent(event) as IncidentEvent);
  }

  /** Each event waits in the outbox, or stands on the log, once and in the order of the stream. */
  async function expectHandedOver(id: string, kind: keyof typeof open, written: readonly IncidentEvent[]) {
    const rows =
      kind === 'a log elsewhere'
        ? await test.database.query<{ id: string }>(
            `select e.event_id as id from streams.outbox o join streams.event e using (stream, version)
              where stream = $1 order by o.seq`,
            [`incident-${id}`],
          )
        : await test.database.query<{ id: string }>(
            `select event::jsonb ->> 'id' as id from log.record
              where topic = $1 and event::jsonb ->> 'subject' = $2 order by partition, "offset"`,
            [topics.incidents, id],
          );
    expect(rows.map((row) => row.id)).toEqual(written.map((event) => event.id));
  }
});

async function carryOut(
  streams: Streams<Incident, IncidentStatement> | undefined,
  id: string,
  command: Command,
): Promise<Outcome> {
  const context: DecisionContext = command.ids === undefined ? {} : { ids: command.ids };
  try {
    const decided = await streams?.decide(id, command.decide, context);
    return { command, events: decided?.events ?? [] };
  } catch (error) {
    if (error instanceof Refused) return { command, events: [], refusal: error.code };
    throw error;
  }
}

function expectEachOnce(outcomes: readonly Outcome[], written: readonly IncidentEvent[]): void {
  const accepted = outcomes.flatMap(({ events }) => events.map((event) => event.id));
  expect(written.map((event) => event.id).toSorted()).toEqual(accepted.toSorted());
}

/** Some order of the commands, one after the other, gives what happened to each of them. */
function expectOneAfterTheOther(
  id: string,
  outcomes: readonly Outcome[],
  written: readonly IncidentEvent[],
): void {
  const before = written.map((_, version) => fold(id, written.slice(0, version)));
  const states = [...before, fold(id, written)];
  for (const { command, events, refusal } of outcomes) {
    const [first] = events;
    if (first) {
      const version = written.findIndex((event) => event.id === first.id);
      expect(written.slice(version, version + events.length)).toEqual(events);
      const decision = command.decide(before[version] ?? incidentDecider.initial(id));
      expect(events).toMatchObject(isRefusal(decision) ? [] : decision);
    } else if (refusal !== undefined) {
      const refusals = states.map((state) => command.decide(state)).filter(isRefusal);
      expect(refusals.map(({ refused }) => refused)).toContain(refusal);
    } else if (command.ids === undefined) {
      const decisions = states.map((state) => command.decide(state));
      expect(decisions.some((decision) => !isRefusal(decision) && decision.length === 0)).toBe(true);
    }
  }
}

function fold(id: string, events: readonly IncidentEvent[]): Incident {
  return events.reduce(incidentDecider.evolve, incidentDecider.initial(id));
}
