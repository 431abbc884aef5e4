import type { EventLog, Position } from '@hormesis/log';

/** What the contract suite needs of an adapter; made once for the whole suite. */
export type LogUnderTest = {
  log: EventLog;
  /** Another instance on the same log, as another process would have it. The suite closes it. */
  another(): Promise<EventLog>;
  /** The name of a new, empty topic with four partitions. */
  newTopic(): Promise<string>;
  /** Puts a record with these bytes on a partition, past the adapter. They are UTF-8, but no event. */
  putRaw(topic: string, partition: number, value: Uint8Array): Promise<void>;
  /** Takes away the records of a partition before this position, as its retention would. */
  trim(before: Position): Promise<void>;
  /** How a child process opens the same log. */
  inChildProcess: ChildProcessLog;
  /** Closes `log` and removes what was made. */
  close(): Promise<void>;
};

export type ChildProcessLog = {
  /** The URL of a plain JavaScript module that exports {@link OpenLog} as `openLog`. It gets the built packages. */
  module: string;
  /** Handed to `openLog`; a JSON value. */
  settings: unknown;
};

export type OpenLog = (settings: unknown) => Promise<EventLog>;

export type MakeLog = () => Promise<LogUnderTest>;
