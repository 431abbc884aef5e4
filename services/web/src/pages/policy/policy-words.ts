import type { Policies, Policy, PolicyRule } from '@hormesis/api';

type Rung = Policy['rung'];

/** From what costs least if it is wrong to what costs most. */
export const rungs: readonly { rung: Rung; word: string; does: string }[] = [
  { rung: 'observe', word: 'Observe', does: 'opens an incident and writes down who is suspected' },
  { rung: 'recommend', word: 'Recommend', does: 'names the action it would take; a person approves it' },
  { rung: 'pause', word: 'Pause', does: 'holds a ramp or a rollout, so that no more users get it' },
  { rung: 'kill', word: 'Turn off', does: 'turns flags off' },
  { rung: 'rollback', word: 'Roll back', does: 'rolls deployments back' },
];

export const heightOf = (rung: Rung): number => rungs.findIndex((one) => one.rung === rung);

const kinds: Record<PolicyRule['changeKind'], string> = {
  '*': '',
  deployment: 'deployments of ',
  flag: 'flags of ',
  config: 'configuration of ',
};

/** Where a rule holds: `flags of checkout in production`, `all services in all environments`. */
export function placeWords({ service, environment, changeKind }: PolicyRule): string {
  const where = `${everything(service, 'services')} in ${everything(environment, 'environments')}`;
  return `${kinds[changeKind]}${where}`;
}

export function everything(id: string, plural: string): string {
  return id === '*' ? `all ${plural}` : id;
}

/** A rule as one word of a URL. */
export function ruleKey({ service, environment, changeKind }: PolicyRule): string {
  return [service, environment, changeKind].map(encodeURIComponent).join('/');
}

export function isSameRule(a: PolicyRule, b: PolicyRule): boolean {
  return ruleKey(a) === ruleKey(b);
}

const share = (part: number) => `${Math.round(part * 100)}\u00a0%`;

/** The verdicts in a sentence. */
export function recordWords({
  record,
  precision,
  rung,
}: Pick<Policy, 'record' | 'precision' | 'rung'>): string {
  const { confirmed, wrong, atLeast } = record;
  const verdicts = confirmed + wrong;
  if (verdicts === 0) return 'No verdict yet on this rung.';
  const said = `${confirmed} right, ${wrong} wrong: ${share(confirmed / verdicts)} right, at least ${share(atLeast)}.`;
  if (rung === 'rollback') return said;
  return atLeast >= precision
    ? `${said} That earns the next rung.`
    : `${said} At least ${share(precision)} earns the next rung.`;
}

/** How many freezes hold now, how many breakers are open: what keeps it from acting, in a sentence. */
export function heldBackWords({
  freezes,
  breakers,
}: Pick<Policies, 'freezes' | 'breakers'>): string | undefined {
  const holding = freezes.filter(({ holds }) => holds);
  const parts = [
    ...breakers.map(({ rule }) => `its breaker is open for ${placeWords(rule)}`),
    ...holding.map(
      ({ service, environment }) =>
        `a freeze holds for ${placeWords({ service, environment, changeKind: '*' })}`,
    ),
  ];
  return parts.length === 0 ? undefined : `The guardian only recommends where ${parts.join('; ')}.`;
}
