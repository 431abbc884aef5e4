import type { Change } from '@hormesis/change';
import type { DataOf } from '@hormesis/events';

/** What a policy is about: a service, an environment and a kind of change; `*` stands for all. */
export type Rule = NonNullable<DataOf<'action.requested'>['rule']>;
export type ChangeKind = Rule['changeKind'];

export const EVERYTHING: Rule = { service: '*', environment: '*', changeKind: '*' };

/** The id of a rule's streams: `checkout/production`, `checkout/production/flag`; `*` for all. */
export function ruleIdOf({ service, environment, changeKind }: Rule): string {
  const place = `${encodeURIComponent(service)}/${encodeURIComponent(environment)}`;
  return changeKind === '*' ? place : `${place}/${changeKind}`;
}

/**
 * The rules that can hold for a kind of change in a place, the most specific first: a service is more specific than an
 * environment, and that more than a kind of change.
 */
export function rulesFor(service: string, environment: string, kind: Change['kind']): readonly Rule[] {
  return [service, '*'].flatMap((one) =>
    [environment, '*'].flatMap((other) =>
      [kind, '*' as const].map((changeKind) => ({ service: one, environment: other, changeKind })),
    ),
  );
}

/** Whether a rule is about a kind of change in a place. */
export function covers(rule: Rule, { service, environment, changeKind }: Rule): boolean {
  const same = (mine: string, other: string) => mine === '*' || mine === other;
  return (
    same(rule.service, service) && same(rule.environment, environment) && same(rule.changeKind, changeKind)
  );
}

/** The rule in words: `flags of checkout in production`. */
export function ruleInWords({ service, environment, changeKind }: Rule): string {
  const what =
    changeKind === '*'
      ? 'changes'
      : { deployment: 'deployments', flag: 'flags', config: 'configuration' }[changeKind];
  const whose = service === '*' ? 'all services' : service;
  return `${what} of ${whose} in ${environment === '*' ? 'all environments' : environment}`;
}
