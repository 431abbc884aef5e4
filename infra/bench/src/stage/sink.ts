import type { Event } from '@hormesis/events';

/** Where a filling goes. */
export interface Sink {
  /** Whether an event that is sent again stands there again. */
  readonly keepsResent: boolean;
  put(event: Event): void;
  /** Writes what was put. */
  write(): Promise<void>;
  /** Leaves the log as its own append would have left it. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
