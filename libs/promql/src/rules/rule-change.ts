import type { Labels } from '../series.js';

/** `lapsed`: it was pending and never fired. */
export type AlertState = 'pending' | 'firing' | 'resolved' | 'lapsed';

/** An alert that went over to another state. */
export type RuleChange = {
  state: AlertState;
  /** When the rule was evaluated so, milliseconds since 1970. */
  at: number;
  group: string;
  /** The name of the alert. */
  rule: string;
  labels: Labels;
  annotations: Readonly<Record<string, string>>;
  /** The value of the expression; once it is over, the last one. */
  value: number;
  activeAt: number;
  firedAt?: number;
};

/** A rule that could not be evaluated at a moment; its alerts stay as they were. */
export type RuleFailure = { at: number; group: string; rule: string; because: string };
