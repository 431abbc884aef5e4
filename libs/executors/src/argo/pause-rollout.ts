import type { Answer } from '../executor.js';
import { type ArgoStep, annotationsOf, notYet, wayGone, words } from './argo-step.js';
import { isUnderway } from './rollout.js';

/** Holds a rollout where it is, or lets it go on; the controller has seen it when its phase says so. */
export async function pauseRollout(step: ArgoStep, paused: boolean): Promise<Answer> {
  const { api, effort, name } = step;
  const now = await api.get(effort, name);
  const ours = wayGone(now, step) === 'pause';
  const word = paused ? 'paused' : 'going on';
  if ((now.spec.paused ?? false) === paused) {
    if (ours && paused && now.status?.phase !== 'Paused') throw notYet(step, now);
    if (ours) return { kind: 'completed', detail: `Rollout ${words(step)} is ${word}.` };
    return unchanged(`Rollout ${words(step)} was ${word} already`);
  }
  if (paused && !isUnderway(now)) return unchanged(`Nothing is being rolled out by ${words(step)}`);
  if (!paused && !ours) {
    return { kind: 'refused', reason: `Rollout ${words(step)} was paused by somebody else since.` };
  }
  const { resourceVersion } = now.metadata;
  const metadata = { resourceVersion, annotations: annotationsOf(step, 'pause') };
  throw notYet(step, await api.patch(effort, name, { metadata, spec: { paused } }));
}

function unchanged(what: string): Answer {
  return { kind: 'completed', changed: false, detail: `${what}: this action changed nothing.` };
}
