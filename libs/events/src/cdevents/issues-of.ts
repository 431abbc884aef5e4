import type { z } from 'zod';
import type { Issue } from '../codec/invalid-event.js';

/** What a schema finds wrong, as issues; `at` is where the looked-at value stands. */
export function issuesOf(error: z.ZodError, at: string): Issue[] {
  return error.issues.map((issue) => {
    const field = [at, ...issue.path.map(String)].filter((part) => part !== '').join('.');
    return { field, reason: reasonOf(issue), hint: hintOf(issue, field) };
  });
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (isMissing(issue)) return 'is missing';
  return `is not right: ${issue.message.replace(/^Invalid input: /, '')}`;
}

function hintOf(issue: z.core.$ZodIssue, field: string): string {
  if (isMissing(issue)) return `Add \`${field}\`.`;
  switch (issue.code) {
    case 'invalid_type':
      return `Send \`${field}\` as ${issue.expected}.`;
    case 'invalid_value':
      return `Send one of: ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}.`;
    case 'too_small':
    case 'too_big':
      return `Send a value within the limits of \`${field}\`; see the reference of event types.`;
    default:
      return `See \`${field}\` in the reference of event types.`;
  }
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return (
    (issue.code === 'invalid_type' || issue.code === 'invalid_value') &&
    /received undefined$/.test(issue.message)
  );
}
