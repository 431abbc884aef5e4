import { InvalidEvent, type Issue } from '../../src/index.js';

/** The issues for which something is refused; fails if it is not. */
export function issuesIn(run: () => unknown): readonly Issue[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidEvent) return error.issues;
    throw error;
  }
  throw new Error('It was not refused.');
}

export function fieldsIn(run: () => unknown): readonly string[] {
  return issuesIn(run).map(({ field }) => field);
}
