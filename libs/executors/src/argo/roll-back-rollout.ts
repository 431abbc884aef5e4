import type { Answer } from '../executor.js';
import { Failed } from '../http/outcome-errors.js';
import { type ArgoStep, annotationsOf, notYet, wayGone, words } from './argo-step.js';
import { previousTemplate } from './previous-template.js';
import { hashLabel, isObserved, isUnderway, phaseOf, type Rollout } from './rollout.js';

/** Aborts what is under way; what has reached everybody goes back to an earlier template, past all steps. */
export async function rollBackRollout(step: ArgoStep, toVersion: string | undefined): Promise<Answer> {
  const now = await step.api.get(step.effort, step.name);
  const way = wayGone(now, step);
  if (way === 'undo') return isBack(now, step);
  if (now.status?.abort) return isAborted(now, step, way === 'abort');
  if (isUnderway(now)) return abort(step);
  return undoTemplate(step, now, toVersion);
}

/** Lets an aborted rollout try its new version again. */
export async function retryRollout(step: ArgoStep): Promise<Answer> {
  const now = await step.api.get(step.effort, step.name);
  const way = wayGone(now, step);
  if (way === undefined) {
    return { kind: 'refused', reason: `Rollout ${words(step)} was changed by somebody else since.` };
  }
  if (way === 'undo') {
    const reason = `Rollout ${words(step)} went back to an earlier template. Deploy the newer one again.`;
    return { kind: 'refused', reason };
  }
  if (!now.status?.abort) return { kind: 'completed', detail: `Rollout ${words(step)} is going on.` };
  await step.api.patchStatus(step.effort, step.name, { abort: false });
  throw notYet(step, now);
}

async function abort(step: ArgoStep): Promise<Answer> {
  const { api, effort, name } = step;
  await api.patch(effort, name, { metadata: { annotations: annotationsOf(step, 'abort') } });
  await api.patchStatus(effort, name, { abort: true });
  return isAborted(await api.get(effort, name), step, true);
}

function isAborted(now: Rollout, step: ArgoStep, ours: boolean): Answer {
  if (now.status?.phase !== 'Degraded') throw notYet(step, now);
  const detail = `Rollout ${words(step)} is aborted (${phaseOf(now)}).`;
  if (ours) return { kind: 'completed', detail };
  return {
    kind: 'completed',
    changed: false,
    detail: `${detail} It was before: this action changed nothing.`,
  };
}

async function undoTemplate(step: ArgoStep, now: Rollout, toVersion: string | undefined): Promise<Answer> {
  const { api, effort, name } = step;
  const { workloadRef } = now.spec;
  if (workloadRef) {
    const { kind } = workloadRef;
    const reason = `Rollout ${words(step)} takes its template from ${kind} ${workloadRef.name}, and nothing is being rolled out. Undo the ${kind}.`;
    return { kind: 'refused', reason };
  }
  const previous = previousTemplate(now, await api.replicaSets(effort, name, now), toVersion);
  if (!previous) {
    const missing = toVersion === undefined ? 'no earlier revision' : `no earlier revision with ${toVersion}`;
    throw new Failed(`Rollout ${words(step)} has ${missing} to go back to. Deploy that version again.`);
  }
  const { metadata, ...template } = previous.replicaSet.spec.template;
  const { [hashLabel]: _hash, ...labels } = metadata?.labels ?? {};
  const plain = { ...template, metadata: { ...metadata, labels } };
  await api.replaceTemplate(effort, name, now, plain, annotationsOf(step, 'undo'));
  return isBack(await api.get(effort, name), step);
}

/** Users have the earlier template when the controller calls it healthy; until then no step may hold it up. */
async function isBack(now: Rollout, step: ArgoStep): Promise<Answer> {
  if (isObserved(now) && !isUnderway(now) && now.status?.phase === 'Healthy') {
    const images = now.spec.template?.spec.containers.flatMap(({ image }) => image ?? []) ?? [];
    return { kind: 'completed', detail: `Rollout ${words(step)} is back on ${images.join(', ')}.` };
  }
  if (isObserved(now) && isUnderway(now) && !now.status?.promoteFull) {
    await step.api.patchStatus(step.effort, step.name, { promoteFull: true });
  }
  throw notYet(step, now);
}
