import type { ExecutorList } from '@hormesis/api';
import { messageOf } from '../cli/output.js';
import type { Server } from '../cli/server.js';
import type { Finding } from './finding.js';

/** Whether what carries actions out could do so now: a kill must not be the first time that a token is tried. */
export async function executorFindings(server: Server): Promise<Finding[]> {
  try {
    const { items } = await server.json<ExecutorList>('/api/executors');
    const tried = items.filter(({ ready }) => ready !== null);
    return tried.map(({ name, ready, detail }) => ({
      level: ready ? ('good' as const) : ('wrong' as const),
      what: 'executor',
      detail: `${name}: ${detail ?? ''}`,
    }));
  } catch (error) {
    return [{ level: 'odd', what: 'executor', detail: messageOf(error) }];
  }
}
