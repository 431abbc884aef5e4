import type { Audit } from '@hormesis/api';
import { ago } from '../cli/ago.js';
import type { Server } from '../cli/server.js';
import type { Finding } from './finding.js';

/** More than these are counted, not listed. */
const mostListed = 5;
const tolerableAgeMs = 10 * 60_000;

/** Whether anything was lost between the log and those who read it. */
export async function auditFindings(server: Server): Promise<Finding[]> {
  return findingsIn(await server.json<Audit>('/api/audit'), new Date());
}

export function findingsIn({ findings, comparedAt, behind }: Audit, now: Date): Finding[] {
  if (findings.length === 0) return [asItStands(comparedAt, behind, now)];
  const listed = findings.slice(0, mostListed).map(
    ({ id, projection, topic, partition, from, to, exact, detail, remedy }): Finding => ({
      level: 'wrong',
      what: `audit ${projection ?? 'log'} #${id}`,
      detail: `${topic}/${partition}@${from}${to > from + 1 ? ` to ${to - 1}` : ''}${exact ? '' : ' (somewhere there)'}: ${detail}`,
      remedy,
    }),
  );
  const more = findings.length - listed.length;
  if (more === 0) return listed;
  return [...listed, { level: 'wrong', what: 'audit', detail: `${more} more findings: GET /api/audit` }];
}

function asItStands(comparedAt: string | null, behind: number, now: Date): Finding {
  const what = 'audit';
  if (comparedAt === null) {
    return {
      level: 'note',
      what,
      detail: `has not compared everything with the log yet, ${behind} records to go`,
    };
  }
  const age = now.getTime() - Date.parse(comparedAt);
  if (age <= tolerableAgeMs)
    return { level: 'good', what, detail: `nothing lost, compared ${ago(comparedAt)}` };
  return {
    level: 'odd',
    what,
    detail: `compared everything with the log ${ago(comparedAt)}, ${behind} records to go`,
    remedy:
      'It runs in the projector, with a tenth of a core: see that one runs, and give it time if much came in.',
  };
}
