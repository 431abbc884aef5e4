import type { Flag } from '@hormesis/api';
import type { z } from 'zod';
import type { flagsSearch } from '../../search/list-search.js';

export function filterFlags(
  flags: readonly Flag[],
  { q, state }: Pick<z.infer<typeof flagsSearch>, 'q' | 'state'>,
): Flag[] {
  const wanted = q.trim().toLowerCase();
  return flags.filter(
    (flag) =>
      (state === 'any' || flag.state === state) &&
      (wanted === '' ||
        [flag.key, flag.service, flag.reason].some((word) => word?.toLowerCase().includes(wanted))),
  );
}
