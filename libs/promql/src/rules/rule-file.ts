import type { Expression } from '../syntax/expression.js';
import type { Template } from './template/template.js';

type Named = {
  name: string;
  expression: Expression;
  /** The expression as it was written. */
  text: string;
  /** Line in the file, from 1. */
  line: number;
};

export type AlertRule = Named & {
  kind: 'alert';
  forMs: number;
  keepFiringForMs: number;
  labels: Readonly<Record<string, Template>>;
  annotations: Readonly<Record<string, Template>>;
};

export type RecordingRule = Named & { kind: 'record'; labels: Readonly<Record<string, string>> };

export type Rule = AlertRule | RecordingRule;

export type RuleGroup = {
  name: string;
  /** How often it is evaluated; absent: the default of whoever evaluates. */
  intervalMs: number | undefined;
  rules: readonly Rule[];
};

/** The groups of a Prometheus rule file, in its order. */
export type RuleFile = { groups: readonly RuleGroup[] };

/** What is wrong in a rule file, and where. */
export type RuleProblem = {
  group: string | undefined;
  rule: string | undefined;
  line: number;
  message: string;
};
