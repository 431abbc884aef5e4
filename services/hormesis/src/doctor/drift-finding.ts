import type { DriftList } from '@hormesis/api';
import { ago } from '../cli/ago.js';
import type { Server } from '../cli/server.js';
import { attempt, type Finding } from './finding.js';

/** Where Git says something else than what users get. */
export function driftFinding(server: Server): Promise<Finding> {
  const look = async (): Promise<Finding> => {
    const { items } = await server.json<DriftList>('/api/drift');
    const oldest = items.at(-1);
    if (!oldest) return { level: 'good', what: 'drift', detail: 'Git and what users get agree' };
    const { pullRequest, problem } = oldest;
    return {
      level: 'odd',
      what: 'drift',
      detail: `Git does not know of ${items.length === 1 ? '1 action' : `${items.length} actions`}, the oldest ${oldest.action} on ${oldest.service}, ${ago(oldest.since)}`,
      remedy: pullRequest
        ? `Merge ${pullRequest}; otherwise the next deployment may bring the change back.`
        : `Make ${oldest.repository} agree by hand${problem ? `: ${problem}` : '.'}`,
    };
  };
  return attempt('drift', look, { level: 'odd', remedy: 'Look with a token that has the scope read.' });
}
