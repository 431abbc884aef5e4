import type { AttributionCandidate } from '@hormesis/api';
import { percent } from '../../format/percent.js';

/** The most likely candidate in a line, with its probability; never more certain than it is. */
export function Suspect({ candidate }: { candidate: AttributionCandidate | null }) {
  if (!candidate) return <>not yet ranked</>;
  return (
    <>{`${candidate.change ? candidate.change.summary : 'no recent change'}, ${percent(candidate.probability)}`}</>
  );
}
