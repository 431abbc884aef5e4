import {
  catalogue,
  type DataOf,
  type Event,
  type EventName,
  fullType,
  type Principal,
} from '@hormesis/events';
import type { Fleet, Service } from './fleet.js';
import type { Random } from './random.js';

const types = Object.fromEntries(
  Object.entries(catalogue).map(([name, definition]) => [name, fullType(definition)]),
);

/** The time of the story, milliseconds since 1970. */
export type Clock = { now: number };

export type Telling = {
  source: string;
  actor?: Principal;
  /** What caused it; by default what the story told before. */
  causationId?: string;
  correlationId?: string;
};

/** What all events of one story share. */
export class Scene {
  readonly service: Service;
  /** W3C trace id. */
  private readonly trace: string;
  private last: string | undefined;

  constructor(
    readonly random: Random,
    readonly fleet: Fleet,
    private readonly clock: Clock,
  ) {
    this.service = random.pick(fleet.services);
    this.trace = random.hex(8);
  }

  /** An event that happens now; one in thirty was held up on its way by up to ten minutes. */
  tell<Name extends EventName>(name: Name, subject: string, data: DataOf<Name>, telling: Telling): Event {
    return this.put({ name, type: types[name] ?? name, subject, data }, telling);
  }

  /** An event of a type that the system does not know. */
  tellKept(type: string, subject: string, data: unknown, telling: Telling): Event {
    return this.put({ name: type, type, subject, data }, telling);
  }

  instant(agoMs: number): string {
    return new Date(this.clock.now - agoMs).toISOString();
  }

  private put(said: Pick<Event, 'name' | 'type' | 'subject' | 'data'>, telling: Telling): Event {
    const { random, clock } = this;
    const isOurs = telling.source.startsWith('/hormesis/');
    const id = isOurs ? random.uuidAt(clock.now) : random.uuid();
    const heldUp = !isOurs && random.chance(1 / 30) ? random.below(600_000) : random.below(300);
    const event: Event = {
      ...said,
      id,
      time: new Date(clock.now - heldUp).toISOString(),
      recordedTime: new Date(clock.now).toISOString(),
      traceparent: `00-${this.trace}-${random.hex(4)}-01`,
      ...telling,
    };
    const causationId = telling.causationId ?? this.last;
    if (causationId !== undefined) event.causationId = causationId;
    this.last = id;
    return event;
  }
}

/** Tells its events one by one; the clock moves on between them. */
export type Story = (scene: Scene) => Generator<Event, void, void>;
