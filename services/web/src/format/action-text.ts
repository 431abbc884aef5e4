import type { IncidentAction } from '@hormesis/api';

/** What an action does, as an order: `Turn off flag checkout-tax-v2`, `Roll back checkout in production to v412`. */
export function actionText(target: IncidentAction['target']): string {
  const word = (key: string) => (typeof target[key] === 'string' ? target[key] : undefined);
  if (target.kind === 'kill') return `Turn off flag ${word('flag') ?? '(unnamed)'}`;
  if (target.kind === 'rollback') {
    const version = word('toVersion') ?? word('toArtifactId');
    return `Roll back ${word('service') ?? 'the service'} in ${word('environment') ?? 'its environment'}${version ? ` to ${version}` : ''}`;
  }
  if (target.kind === 'pause') {
    const flag = word('flag');
    return flag
      ? `Pause the ramp of flag ${flag}`
      : `Pause the rollout of ${word('service') ?? 'the service'}`;
  }
  return `Do ${word('kind') ?? 'an unknown action'}`;
}
