import type { BlamedChange } from '../case/blamed-change.js';
import { sureEnough } from '../case/classify.js';
import type { IncidentCase } from '../case/incident-case.js';
import type { Abstention } from '../outcome.js';
import { probability, standings } from '../wording.js';

/** The change that a flag could have held back, and the events that say so. */
export type Blamed = { change: BlamedChange; metric: string; evidence: readonly string[] };

/** Only a change that is blamed surely enough teaches how changes should reach users. */
export function blamedIn({ attribution, change, detected, anomaly }: IncidentCase): Blamed | Abstention {
  if (!attribution) return { because: 'No attribution is on record, so no change can be guarded.' };
  const evidence = [attribution.event.id, detected.id];
  const { top, event } = attribution;
  if (top.probability < sureEnough) {
    return {
      because: `No candidate stands out: ${standings(event.data.candidates)}; at least ${sureEnough} is asked for.`,
      evidence,
    };
  }
  if (!change) {
    return {
      because: `Attribution says that no recorded change caused it (probability ${probability(top.probability)}).`,
      evidence,
    };
  }
  if (!anomaly) return { because: 'No anomaly is on record, so no metric can guard a ramp.', evidence };
  return {
    change,
    metric: anomaly.data.metric,
    evidence: [
      ...evidence,
      ...(change.event ? [change.event.id] : []),
      ...(change.flag?.defined ? [change.flag.defined.by] : []),
    ],
  };
}
