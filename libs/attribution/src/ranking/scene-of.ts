import { asOfAlert } from '../case/as-of-alert.js';
import type { Case } from '../case/case.js';
import { callsOf } from '../evidence/call-graph.js';
import { onsetOf } from '../evidence/onset.js';
import { healthOf } from '../evidence/service-health.js';
import { splitsOf } from '../evidence/split.js';
import { startsSeen } from '../evidence/start-up.js';
import { signalsOf } from '../signals/channels.js';
import type { NoneTerm, Terms } from './term.js';
import { type Looked, lookAt, type Scene } from './terms-of-change.js';
import { termsOfNone } from './terms-of-none.js';

/** Everything that the ranking goes by. */
export type Evidence = { scene: Scene; looked: readonly Looked[]; none: Terms<NoneTerm> };

/** Looks at a case: what each change, and `none`, has for and against it. Nothing later than its alert counts. */
export function evidenceOf(given: Case): Evidence {
  const known = asOfAlert(given);
  const signals = signalsOf(known);
  const splits = splitsOf(signals);
  const onset = onsetOf(known, signals, splits);
  const since = Math.floor(onset.at / signals.slotMs);
  const from = onset.confidence > 0 ? since : signals.now - 8;
  const scene = {
    given: known,
    signals,
    calls: callsOf(known),
    splits,
    onset,
    health: healthOf(signals, from),
    starts: startsSeen(signals),
  };
  const looked = known.changes.map((change) => lookAt(change, scene));
  return { scene, looked, none: termsOfNone(scene, looked) };
}
