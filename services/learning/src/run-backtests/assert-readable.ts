import { BadPolicy, parseRampPolicy } from '@hormesis/backtest';
import { ProblemError } from '@hormesis/http';
import { readRules } from '@hormesis/promql';

/** @throws ProblemError that names each line of a rule file that is wrong, or that there is no alert in it */
export function assertRules(text: string): void {
  const file = readRules(text);
  if ('problems' in file) {
    throw unreadable(
      'The rules cannot be read.',
      file.problems.map(({ line, message, rule }) => ({
        field: rule === undefined ? `line ${line}` : `line ${line}, rule ${rule}`,
        reason: message,
      })),
    );
  }
  if (file.groups.some(({ rules }) => rules.some(({ kind }) => kind === 'alert'))) return;
  throw unreadable('The rules cannot be replayed.', [
    { field: 'rules', reason: 'there is no alert among them, so nothing could fire' },
  ]);
}

/** @throws ProblemError that names each field of a flag policy that is wrong */
export function assertPolicy(text: string): void {
  try {
    parseRampPolicy(text);
  } catch (error) {
    if (!(error instanceof BadPolicy)) throw error;
    throw unreadable('The flag policy cannot be read.', error.faults);
  }
}

function unreadable(title: string, errors: readonly { field: string; reason: string }[]): ProblemError {
  return new ProblemError({ status: 400, code: 'invalid', title, errors });
}
