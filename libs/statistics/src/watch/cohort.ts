import { quiet } from '../silence/silence.js';
import type { Cohort } from './state.js';

const unexposed = new Set(['', 'all', 'control', 'unexposed', 'baseline', 'stable']);

/** A cohort by its name: ids of changes joined by `+`, or one of the names for those that are not exposed. */
export function cohortOf(name: string): Cohort {
  const parts = name
    .split('+')
    .map((part) => part.trim())
    .filter((part) => !unexposed.has(part))
    .sort();
  const key = parts.length > 0 ? parts.join('+') : name === 'all' || name === '' ? 'all' : 'control';
  return {
    key,
    parts,
    partners: parts.map((part) => parts.filter((other) => other !== part).join('+') || 'control'),
    lastT: 0,
    gap: 0,
    lastIndex: 0,
    delay: Number.MAX_SAFE_INTEGER,
    delayBefore: null,
    delayWindows: 0,
    recent: [],
    quiet: quiet(),
    crashes: null,
  };
}

const remembered = 16;

/** Whether the same window was delivered before. Windows of several senders for one cohort add up. */
export function isRepeated(cohort: Cohort, mark: number, t: number): boolean {
  if (t <= cohort.lastT && cohort.recent.includes(mark)) return true;
  if (cohort.recent.length >= remembered) cohort.recent.shift();
  cohort.recent.push(mark);
  return false;
}
