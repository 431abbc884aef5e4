import type { Applied } from '../migrate/migrate.js';

/**
 * A backup is gzipped text: the header as one line of JSON; for each table its head as one line of JSON, its rows as COPY
 * writes them, and the line `\.`; in the end one line of JSON, with the SHA-256 of all that stands before it.
 */
export const formatName = 'hormesis-backup';
export const formatVersion = 1;
export const endOfRows = '\\.\n';

export type BackupHeader = {
  format: typeof formatName;
  version: number;
  /** When its snapshot was taken. */
  madeAt: string;
  /** What the program says of itself and of the data. */
  about: Readonly<Record<string, string>>;
  /** The schemas in the order in which they are made, and what had been applied to each. */
  schemas: readonly { schema: string; migrations: readonly Applied[] }[];
};

export type TableHead = {
  schema: string;
  table: string;
  columns: readonly string[];
  /** Where its sequences stand; a sequence that was never used is left out. */
  sequences: readonly { column: string; last: string }[];
};

export type BackupEnd = { tables: number; rows: number; sha256: string };

/** What a backup holds. `bytes` counts its text, before it is compressed. */
export type BackupSummary = { header: BackupHeader; tables: number; rows: number; bytes: number };
