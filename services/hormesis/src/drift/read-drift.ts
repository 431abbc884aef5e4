import type { Drift, DriftList } from '@hormesis/api';
import { messageOf } from '../cli/output.js';
import type { Server } from '../cli/server.js';

/** What differs from Git; a guardian that cannot be reached keeps nothing else from being shown. */
export async function readDrift(server: Server): Promise<{ items: readonly Drift[]; problem?: string }> {
  try {
    return await server.json<DriftList>('/api/drift');
  } catch (error) {
    return { items: [], problem: messageOf(error) };
  }
}
