import type { DataOf } from '@hormesis/events';
import type { GuardInForce, Lesson } from '../lesson.js';
import type { ArtefactFile, ProposalKind } from '../outcome.js';
import { duration, oneLine } from '../wording.js';
import { firingOfGuard, recordOf } from './firing-of-guard.js';

export type Overlap = DataOf<'proposal.proposed'>['overlaps'][number];

/** When each guard that is an alert fires in the incident; milliseconds since 1970. */
export type GuardFirings = ReadonlyMap<string, number>;

export function guardFirings({ guards, incident }: Lesson): GuardFirings {
  const alerts = guards.filter(({ kind, service }) => kind === 'alert' && service === incident.service);
  if (alerts.length === 0) return new Map();
  const record = recordOf(incident);
  return new Map(
    alerts.flatMap((guard) => {
      const at = firingOfGuard(guard, incident, record);
      return at === undefined ? [] : [[guard.id, at] as const];
    }),
  );
}

/** Guards in force that cover a part of a proposal: they fire in this incident, are of its class, or hold its file. */
export function overlapsWith(
  { guards, assembled, incident }: Lesson,
  kind: ProposalKind,
  files: readonly ArtefactFile[],
  firings: GuardFirings,
): Overlap[] {
  const paths = new Set(files.map(({ path }) => path));
  return guards.flatMap((guard) => {
    const at = kind === 'alert' ? firings.get(guard.id) : undefined;
    if (at !== undefined) {
      const after = duration(at - Date.parse(incident.onset));
      return [says(guard, `fires in this incident already, ${after} after the onset`)];
    }
    if (guard.kind === kind && guard.fingerprint === assembled.fingerprint) {
      return [says(guard, 'guards against this class of failure already')];
    }
    const shared = guard.files.find(({ path }) => paths.has(path));
    return shared ? [says(guard, `holds the file ${shared.path} already`)] : [];
  });
}

function says({ id, title }: GuardInForce, what: string): Overlap {
  return { guard: id, says: `“${oneLine(title)}” ${what}.` };
}
