import type { EventLog } from '@hormesis/log';

/** Injection token of the {@link EventLog}. */
export const EVENT_LOG = Symbol.for('hormesis.event-log');
/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol.for('hormesis.clock');

/** The time, so that tests can set it. */
export type Clock = { now(): Date };

export type { EventLog };
