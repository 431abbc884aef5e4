import type { DataOf } from '@hormesis/events';
import type { GuardInForce, Lesson } from '../lesson.js';
import type { ArtefactFile, ProposalKind } from '../outcome.js';
import { oneLine } from '../wording.js';

type Overlap = DataOf<'proposal.proposed'>['overlaps'][number];

/** Guards in force that cover a part of a proposal already: of its class and kind, or about the same file. */
export function overlapsWith(
  { guards, assembled }: Lesson,
  kind: ProposalKind,
  files: readonly ArtefactFile[],
): Overlap[] {
  const paths = new Set(files.map(({ path }) => path));
  return guards.flatMap((guard) => {
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
