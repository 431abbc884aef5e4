import type { StaleSince } from '@hormesis/api';
import { ago } from './ago.js';

/** What a table says of a row that no longer follows the log; empty for one that does. */
export function stale(since: StaleSince | null): string {
  return since ? `stale since ${ago(since.at)}: ${since.position} ${since.reason}` : '';
}
