import type { YAMLMap } from 'yaml';
import { PromqlError } from '../promql-error.js';
import { typeOf } from '../syntax/check-types.js';
import type { Expression } from '../syntax/expression.js';
import { parseExpression } from '../syntax/parse-expression.js';
import { durationAt, type Pair, pairsAt, type RuleReading, refuseOthers, textAt } from './read-rules.js';
import type { AlertRule, RecordingRule, Rule } from './rule-file.js';
import { parseTemplate, type Template } from './template/template.js';

const alertFields = ['alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];
const recordFields = ['record', 'expr', 'labels'];

/** Reads one rule; problems are reported, and nothing comes back. */
export function readRule(reading: RuleReading, map: YAMLMap, groupLabels: readonly Pair[]): Rule | undefined {
  const alert = textAt(reading, map, 'alert');
  const record = textAt(reading, map, 'record');
  const name = alert ?? record;
  reading.rule = name;
  if (name === undefined || name === '' || (alert !== undefined && record !== undefined)) {
    reading.report(map, 'A rule has either alert or record, with its name.');
    return undefined;
  }
  refuseOthers(
    reading,
    map,
    alert === undefined ? recordFields : alertFields,
    alert === undefined ? 'A recording rule' : 'An alert rule',
  );
  const text = textAt(reading, map, 'expr') ?? '';
  const expression = readExpression(reading, map, text);
  if (!expression) return undefined;
  const common = { name, expression, text, line: reading.lineOf(map) };
  return alert === undefined
    ? recording(reading, map, common, groupLabels)
    : alerting(reading, map, common, groupLabels);
}

type Common = Pick<Rule, 'name' | 'expression' | 'text' | 'line'>;

function readExpression(reading: RuleReading, map: YAMLMap, text: string): Expression | undefined {
  const node = map.get('expr', true);
  if (text.trim() === '') {
    reading.report(node ?? map, 'The rule has no expression. Give it expr.');
    return undefined;
  }
  try {
    const expression = parseExpression(text);
    if (['vector', 'scalar'].includes(typeOf(expression))) return expression;
    reading.report(node, 'The expression gives no instant vector, which a rule needs.');
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    reading.report(node, `In the expression, ${lowerFirst(error.message)}`);
  }
  return undefined;
}

function alerting(
  reading: RuleReading,
  map: YAMLMap,
  common: Common,
  groupLabels: readonly Pair[],
): AlertRule {
  const labels = [...groupLabels, ...pairsAt(reading, map, 'labels')];
  checkLabelNames(reading, labels, ['__name__', 'alertname']);
  return {
    kind: 'alert',
    ...common,
    forMs: durationAt(reading, map, 'for') ?? 0,
    keepFiringForMs: durationAt(reading, map, 'keep_firing_for') ?? 0,
    labels: templates(reading, labels, 'label'),
    annotations: templates(reading, pairsAt(reading, map, 'annotations'), 'annotation'),
  };
}

function recording(
  reading: RuleReading,
  map: YAMLMap,
  common: Common,
  groupLabels: readonly Pair[],
): RecordingRule {
  const labels = [...groupLabels, ...pairsAt(reading, map, 'labels')];
  checkLabelNames(reading, labels, ['__name__']);
  if (!/^[A-Za-z_:][A-Za-z0-9_:]*$/.test(common.name))
    reading.report(map, `${common.name} cannot be the name of a series.`);
  return {
    kind: 'record',
    ...common,
    labels: Object.fromEntries(labels.map(({ name, value }) => [name, value])),
  };
}

function checkLabelNames(reading: RuleReading, labels: readonly Pair[], reserved: readonly string[]): void {
  for (const { name, node } of labels)
    if (reserved.includes(name) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      reading.report(node, `${name} cannot be the name of a label here.`);
}

function templates(
  reading: RuleReading,
  pairs: readonly Pair[],
  of: 'label' | 'annotation',
): Record<string, Template> {
  const parsed = pairs.map(({ name, value, node }) => {
    const template = parseTemplate(value);
    if (of === 'label' && template.unsupported !== undefined)
      reading.report(
        node,
        `The label ${name} uses ${template.unsupported} in its template, which is not supported. A label tells alerts apart, so it cannot be left as it is.`,
      );
    return [name, template] as const;
  });
  return Object.fromEntries(parsed);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
