import type { LogEntry, Position } from '@hormesis/log';
import type { Stage } from '../stage/stage.js';

/** What is measured: our adapter of a log, or the same with nothing but the driver. */
export interface Subject {
  append(entries: readonly LogEntry[]): Promise<unknown>;
  /** Reads what stands before the heads, from the begin on; `handle` hears of each batch how many there were. */
  read(heads: readonly Position[], handle: (records: number) => void): Promise<void>;
  close(): Promise<void>;
}

export type SubjectName = 'hormesis' | 'raw';

export type Setting = { name: SubjectName; stage: Stage; writers: number };

/** The topic that all cells write to. */
export const topic = 'hormesis.bench';
