import { Database } from '@hormesis/database';
import { type Refusal, refuse } from '@hormesis/decider';
import { freezeDecider, freezeFor } from '@hormesis/incident';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { readIncidents } from '@hormesis/read-models';
import { Streams } from '@hormesis/streams';
import { Inject, Injectable } from '@nestjs/common';
import { DrillStreams } from './drill-streams.js';

type Place = { service: string; environment: string };

/** What speaks against a drill at a place now. */
@Injectable()
export class WhyNotNow {
  private readonly freezes;

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly drills: DrillStreams,
  ) {
    this.freezes = new Streams(db, log, freezeDecider, { source: '/hormesis/learning' });
  }

  /** Another drill there: whatever is said, there is one at a time. */
  async drillThere({ service, environment }: Place): Promise<Refusal | undefined> {
    const [other] = await this.drills.openAt(service, environment);
    if (!other) return undefined;
    return refuse(
      'drill-under-way',
      `Drill ${other.id} runs at ${service} in ${environment}. Wait for its end, or stop it: hormesis drill --stop ${other.id}.`,
    );
  }

  /** A freeze, or real trouble: a person may say that it is to be done anyway. */
  async troubleThere(place: Place): Promise<Refusal | undefined> {
    const { service, environment } = place;
    const declared = [...(await this.freezes.loadAll()).values()].flatMap(({ state }) => state.current ?? []);
    const freeze = freezeFor(declared, place, this.clock.now());
    if (freeze) {
      return refuse(
        'frozen',
        `There is a freeze for ${service} in ${environment}: ${freeze.reason}. Drill later, or say --anyway.`,
      );
    }
    const { items } = await readIncidents(this.db, { service, environment, phase: 'unresolved', limit: 1 });
    const [open] = items;
    if (!open) return undefined;
    return refuse(
      'incident-open',
      `Incident ${open.id} is open at ${service} in ${environment}: a drill would hide it. Resolve it first, or say --anyway.`,
    );
  }
}
