import type { DataOf } from '@hormesis/events';

export type PolicyMode = DataOf<'policy.changed'>['mode'];

/** How far the guardian may go for a service and an environment; `*` stands for all. */
export type Policy = { service: string; environment: string; mode: PolicyMode };

export const DEFAULT_MODE: PolicyMode = 'recommend';

/** The scopes that can hold for a service and an environment, the most specific first. */
export function scopesFor(service: string, environment: string): readonly Omit<Policy, 'mode'>[] {
  return [
    { service, environment },
    { service, environment: '*' },
    { service: '*', environment },
    { service: '*', environment: '*' },
  ];
}

/** The mode that holds: of the most specific policy; a service is more specific than an environment. */
export function policyFor(
  policies: readonly Policy[],
  service: string,
  environment: string,
  otherwise: PolicyMode = DEFAULT_MODE,
): PolicyMode {
  for (const scope of scopesFor(service, environment)) {
    const policy = policies.find(
      (each) => each.service === scope.service && each.environment === scope.environment,
    );
    if (policy) return policy.mode;
  }
  return otherwise;
}
