import type { TopicPartition } from '@hormesis/log';
import type { Keeper } from '../store/checkpoint.js';

/**
 * Of a keeper: `missing`, `doubled`, `different` (as many records, but not the same), `trimmed` (they were gone from the
 * log before it came), `beyond-head` (the log ends before its place), `stands-still`, `no-checkpoint` (nobody keeps the
 * partition). Of the log itself: `log-missing`, `log-changed`, `log-shrunk`.
 */
export const findingKinds = [
  'missing',
  'doubled',
  'different',
  'trimmed',
  'beyond-head',
  'stands-still',
  'no-checkpoint',
  'log-missing',
  'log-changed',
  'log-shrunk',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something that does not fit, as it is found. */
export type NewFinding = TopicPartition & {
  kind: FindingKind;
  /** Whose it is; `null`: the log's. */
  keeper: Keeper | null;
  /** Offsets from `from` up to, but not including, `to`. */
  from: number;
  to: number;
  /** It is just these records; otherwise it is some of them. */
  isExact: boolean;
  /** How many records there should be, and how many there are. */
  expected: number;
  actual: number;
  detail: string;
};

/** Kinds that go by themselves when their cause does. */
export const passingKinds: readonly FindingKind[] = ['stands-still', 'no-checkpoint'];
