import type { Expression, Matcher, RuleGroup } from '@hormesis/promql';
import { partsOf } from './parts-of.js';

/** Series that a rule asks for. */
export type Asked = { matchers: readonly Matcher[]; text: string };

/** What an expression asks a source for, each selector once; series that rules beside it record are not on record. */
export function whatItReads(expression: Expression, groups: readonly RuleGroup[]): Asked[] {
  const recorded = new Map(
    groups
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => (rule.kind === 'record' ? [[rule.name, rule] as const] : [])),
  );
  const seen = new Set<string>();
  const read = (one: Expression): Asked[] => {
    if (one.kind !== 'selector') return partsOf(one).flatMap(read);
    const name = one.matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value ?? '';
    const rule = recorded.get(name);
    if (!rule) return [{ matchers: one.matchers, text: selectorText(one.matchers) }];
    if (seen.has(name)) return [];
    seen.add(name);
    return read(rule.expression);
  };
  return [...new Map(read(expression).map((asked) => [asked.text, asked])).values()];
}

/** The value that each of several selectors asks of a label; `undefined` if one of them asks for none or another. */
export function pinned(asked: readonly Asked[], label: string): string | undefined {
  const values = asked.map(
    ({ matchers }) => matchers.find((matcher) => matcher.label === label && matcher.op === '=')?.value,
  );
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

function selectorText(matchers: readonly Matcher[]): string {
  const name = matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value ?? '';
  const others = matchers.filter(({ label, op }) => !(label === '__name__' && op === '='));
  const labels = others.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(', ');
  return labels === '' ? name : `${name}{${labels}}`;
}
