import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { shortestStepMs } from '../syntax/check-steps.js';
import { formatDuration, parseDuration } from '../syntax/literals.js';
import { readRule } from './read-rule.js';
import type { Rule, RuleFile, RuleGroup, RuleProblem } from './rule-file.js';

/** Where problems are gathered while a file is read. */
export type RuleReading = {
  problems: RuleProblem[];
  group: string | undefined;
  rule: string | undefined;
  lineOf: (node: unknown) => number;
  report: (node: unknown, message: string) => void;
};

/** Reads a Prometheus rule file. All its problems are found at once, each with its group, rule and line. */
export function readRules(text: string): RuleFile | { problems: readonly RuleProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const reading = ruleReading(lines);
  for (const { pos, message } of document.errors) {
    const firstLine = message.split('\n')[0] ?? message;
    reading.problems.push({
      group: undefined,
      rule: undefined,
      line: lines.linePos(pos[0]).line,
      message: `This is not YAML: ${firstLine.replace(/ at line \d+, column \d+:?$/, '.')}`,
    });
  }
  const groups = reading.problems.length === 0 ? readGroups(reading, document.contents) : [];
  return reading.problems.length > 0 ? { problems: reading.problems } : { groups };
}

function ruleReading(lines: LineCounter): RuleReading {
  const reading: RuleReading = {
    problems: [],
    group: undefined,
    rule: undefined,
    lineOf: (node) => {
      const start = (node as { range?: readonly number[] | null } | null)?.range?.[0];
      return start === undefined ? 1 : lines.linePos(start).line;
    },
    report: (node, message) => {
      const { group, rule } = reading;
      reading.problems.push({ group, rule, line: reading.lineOf(node), message });
    },
  };
  return reading;
}

function readGroups(reading: RuleReading, root: Node | null): RuleGroup[] {
  if (!isMap(root)) {
    reading.report(root, 'A rule file has a list of groups. Begin it with groups:');
    return [];
  }
  refuseOthers(reading, root, ['groups'], 'A rule file');
  const list = root.get('groups', true) as unknown;
  if (!isSeq(list)) {
    reading.report(root, 'There is no list of groups. Begin the file with groups:');
    return [];
  }
  const names = new Set<string>();
  return list.items.flatMap((item) => {
    reading.group = undefined;
    if (!isMap(item)) {
      reading.report(item, 'A group is a mapping with name and rules.');
      return [];
    }
    const group = readGroup(reading, item);
    if (names.has(group.name))
      reading.report(item, `The group ${group.name} occurs twice. Give one of them another name.`);
    names.add(group.name);
    return [group];
  });
}

const groupFields = ['name', 'interval', 'labels', 'rules'];

function readGroup(reading: RuleReading, map: YAMLMap): RuleGroup {
  const name = textAt(reading, map, 'name') ?? '';
  if (name === '') reading.report(map, 'The group has no name. Give it one.');
  reading.group = name;
  refuseOthers(reading, map, groupFields, 'A group');
  const intervalMs = intervalAt(reading, map);
  const labels = pairsAt(reading, map, 'labels');
  const list = map.get('rules', true) as unknown;
  if (list !== undefined && !isSeq(list)) reading.report(list, 'rules is a list.');
  const rules: Rule[] = [];
  for (const item of isSeq(list) ? list.items : []) {
    reading.rule = undefined;
    const rule = isMap(item) ? readRule(reading, item, labels) : undefined;
    if (!isMap(item)) reading.report(item, 'A rule is a mapping with alert or record, and expr.');
    if (rule) rules.push(rule);
  }
  reading.rule = undefined;
  return { name, intervalMs, rules };
}

/** As in Prometheus, 0 is none. What is shorter than a second would keep whoever evaluates it from everything else. */
function intervalAt(reading: RuleReading, map: YAMLMap): number | undefined {
  const ms = durationAt(reading, map, 'interval');
  if (ms === undefined || ms === 0) return undefined;
  if (ms < shortestStepMs)
    reading.report(
      map.get('interval', true),
      `interval is ${formatDuration(ms)}, which is less than a second. Write one such as 10s.`,
    );
  return ms;
}

/** Says which fields are not known, or not supported. */
export function refuseOthers(
  reading: RuleReading,
  map: YAMLMap,
  allowed: readonly string[],
  where: string,
): void {
  for (const { key } of map.items) {
    const name = String(isScalar(key) ? key.value : key);
    if (!allowed.includes(name))
      reading.report(key, `${where} has no supported field ${name}. There are ${allowed.join(', ')}.`);
  }
}

export function textAt(reading: RuleReading, map: YAMLMap, field: string): string | undefined {
  const node = map.get(field, true) as unknown;
  if (node === undefined || node === null) return undefined;
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean')
    return isScalar(node) && node.source !== undefined ? node.source : String(value);
  if (value !== null) reading.report(node, `${field} is a text.`);
  return undefined;
}

export function durationAt(reading: RuleReading, map: YAMLMap, field: string): number | undefined {
  const text = textAt(reading, map, field);
  if (text === undefined) return undefined;
  const ms = text === '0' ? 0 : parseDuration(text);
  if (ms === undefined)
    reading.report(map.get(field, true), `${field} is ${text}, which is no duration. Write one such as 5m.`);
  return ms;
}

export type Pair = { name: string; value: string; node: unknown };

export function pairsAt(reading: RuleReading, map: YAMLMap, field: string): Pair[] {
  const node = map.get(field, true) as unknown;
  if (node === undefined || (isScalar(node) && node.value === null)) return [];
  if (!isMap(node)) {
    reading.report(node, `${field} is a mapping of names to texts.`);
    return [];
  }
  return node.items.flatMap(({ key }) => {
    const name = String(isScalar(key) ? key.value : key);
    const value = textAt(reading, node, name);
    return value === undefined ? [] : [{ name, value, node: key }];
  });
}
