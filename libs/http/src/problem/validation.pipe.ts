import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type ProblemDetail, ProblemError } from './problem-error.js';

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined };

/** Checks bodies, queries and parameters against the schema their decorator names. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) =>
      new ProblemError({
        status: 400,
        code: 'invalid',
        title: 'The request does not fit.',
        hint: 'See /api/docs for what this address takes.',
        errors: issues.map(detailOf),
      }),
  });
}

function detailOf({ message, path }: Issue): ProblemDetail {
  const field = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return { ...(field ? { field } : {}), reason: message };
}
