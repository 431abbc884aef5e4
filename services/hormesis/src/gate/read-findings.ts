import type { FlagFinding } from '@hormesis/api';
import { messageOf } from '../cli/output.js';
import type { Server } from '../cli/server.js';

/** What runs behind no flag; a flags service that cannot be reached keeps nothing else from being shown. */
export async function readFindings(
  server: Server,
): Promise<{ items: readonly FlagFinding[]; problem?: string }> {
  try {
    return await server.json<{ items: FlagFinding[] }>('/api/flag-policy/findings');
  } catch (error) {
    return { items: [], problem: messageOf(error) };
  }
}
