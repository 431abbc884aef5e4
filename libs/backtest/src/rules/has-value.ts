import {
  type AlertRule,
  evaluation,
  PromqlError,
  type RuleFile,
  type Selector,
  type SeriesSource,
} from '@hormesis/promql';
import type { Period } from '../facts/facts.js';
import { canYield } from './can-yield.js';
import { beatOf, firstAt } from './firings-of.js';
import { unfiltered } from './unfiltered.js';
import { isOfAlerts, nameOf, readsRules, recordedBy, selectorText } from './what-it-reads.js';

/** Whether a rule can have a value, if there are series of these selectors only. */
export function canHaveValue(rule: AlertRule, file: RuleFile, found: ReadonlySet<string>): boolean {
  const recorded = recordedBy(file.groups);
  const seen = new Set<string>();
  const isOnRecord = (selector: Selector): boolean => {
    if (isOfAlerts(selector)) return true;
    const name = nameOf(selector);
    const made = recorded.get(name);
    if (!made) return found.has(selectorText(selector.matchers));
    if (seen.has(name)) return true;
    seen.add(name);
    const yields = canYield(made.expression, isOnRecord);
    seen.delete(name);
    return yields;
  };
  return canYield(rule.expression, isOnRecord);
}

/**
 * Whether a rule had anything to measure at any of its evaluations, whether it fired or not. What came late is taken as if it
 * had come on time: to be blind by lateness is a finding on the rule, not a hole in the record.
 */
export function hasValue(rule: AlertRule, file: RuleFile, source: SeriesSource, period: Period): boolean {
  if (readsRules(rule.expression, file.groups)) return true;
  const measured = evaluation(unfiltered(rule.expression), onTime(source));
  try {
    for (let at = firstAt(file, period.from); at < period.to; at += beatOf(file)) {
      if (measured.at(at).present.includes(1)) return true;
    }
    return false;
  } catch (error) {
    // Series that do not go together: there is something to measure, and the failure is reported.
    if (error instanceof PromqlError) return true;
    throw error;
  }
}

function onTime(source: SeriesSource): SeriesSource {
  return {
    version: 0,
    select: (matchers) =>
      source.select(matchers).map(({ labels, length, times, values }) => ({ labels, length, times, values })),
  };
}
