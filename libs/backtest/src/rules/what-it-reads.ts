import type { Expression, Matcher, RecordingRule, RuleGroup, Selector } from '@hormesis/promql';
import { partsOf } from './parts-of.js';

/** Series that a rule asks for. */
export type Asked = { matchers: readonly Matcher[]; text: string };

/** What an expression asks a source for, each selector once; series that rules beside it record are not on record. */
export function whatItReads(expression: Expression, groups: readonly RuleGroup[]): Asked[] {
  const recorded = recordedBy(groups);
  const seen = new Set<string>();
  const read = (one: Expression): Asked[] => {
    if (one.kind !== 'selector') return partsOf(one).flatMap(read);
    const name = nameOf(one);
    if (isOfAlerts(one)) return [];
    const rule = recorded.get(name);
    if (!rule) return [{ matchers: one.matchers, text: selectorText(one.matchers) }];
    if (seen.has(name)) return [];
    seen.add(name);
    return read(rule.expression);
  };
  return [...new Map(read(expression).map((asked) => [asked.text, asked])).values()];
}

/** The rules that record series, by the names of these. */
export function recordedBy(groups: readonly RuleGroup[]): Map<string, RecordingRule> {
  const rules = groups.flatMap((group) => group.rules);
  return new Map(rules.flatMap((rule) => (rule.kind === 'record' ? [[rule.name, rule] as const] : [])));
}

/** Whether it asks for the series in which Prometheus keeps its alerts: they are made as rules run. */
export function isOfAlerts(selector: Selector): boolean {
  return ['ALERTS', 'ALERTS_FOR_STATE'].includes(nameOf(selector));
}

export function nameOf({ matchers }: Selector): string {
  return matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value ?? '';
}

/** The value that each of several selectors asks of a label; `undefined` if one of them asks for none or another. */
export function pinned(asked: readonly Asked[], label: string): string | undefined {
  const values = asked.map(
    ({ matchers }) => matchers.find((matcher) => matcher.label === label && matcher.op === '=')?.value,
  );
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

/** Whether an expression reads what rules make, so that a record alone does not tell its value. */
export function readsRules(expression: Expression, groups: readonly RuleGroup[]): boolean {
  const made = recordedBy(groups);
  const reads = (one: Expression): boolean =>
    one.kind === 'selector' ? made.has(nameOf(one)) || isOfAlerts(one) : partsOf(one).some(reads);
  return reads(expression);
}

/** A selector as people write it. */
export function selectorText(matchers: readonly Matcher[]): string {
  const name = matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value ?? '';
  const others = matchers.filter(({ label, op }) => !(label === '__name__' && op === '='));
  const labels = others.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(', ');
  return labels === '' ? name : `${name}{${labels}}`;
}
