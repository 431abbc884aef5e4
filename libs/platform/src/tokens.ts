import type { EventLog } from '@hormesis/log';

/** Injection token of the {@link EventLog}. */
export const EVENT_LOG = Symbol.for('hormesis.event-log');
/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol.for('hormesis.clock');
/** Injection token of the platform’s configuration. */
export const CONFIG = Symbol.for('hormesis.config');

/** The time, so that tests can set it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

export type { EventLog };
