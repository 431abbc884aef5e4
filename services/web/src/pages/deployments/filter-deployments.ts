import type { Deployment } from '@hormesis/api';
import type { z } from 'zod';
import type { deploymentsSearch } from '../../search/list-search.js';

export function filterDeployments(
  deployments: readonly Deployment[],
  { q, env, phase }: Omit<z.infer<typeof deploymentsSearch>, 'tab'>,
): Deployment[] {
  const wanted = q.trim().toLowerCase();
  return deployments.filter((row) => {
    if (env !== '' && row.environment !== env) return false;
    if (phase !== 'any' && row.phase !== phase) return false;
    const words = [row.service, row.version, row.flag, row.actor?.id, row.actor?.onBehalfOf];
    return wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted));
  });
}
