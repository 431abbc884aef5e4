import { HttpException } from '@nestjs/common';
import { type ProblemBody, ProblemError } from './problem-error.js';

type Refusing = { refusal: { refused: string; because: string } };

/** What to answer for an error; what nobody foresaw becomes a plain 500 that gives nothing of the inside away. */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof ProblemError) return error.problem;
  if (isRefusing(error)) {
    return { status: 409, code: error.refusal.refused, title: error.refusal.because };
  }
  if (error instanceof HttpException) return ofHttpException(error);
  if (isHttpError(error)) {
    return { status: error.statusCode, code: codeOf(error.statusCode), title: sentence(error.message) };
  }
  return {
    status: 500,
    code: 'internal',
    title: 'Something went wrong on our side.',
    hint: 'Try again; if it stays so, look for the request id in the server’s log.',
  };
}

const nothingHere: ProblemBody = {
  status: 404,
  code: 'not-found',
  title: 'There is nothing at this address.',
  hint: 'See /api/docs for the addresses there are.',
};

function ofHttpException(error: HttpException): ProblemBody {
  const status = error.getStatus();
  if (status === 404) return nothingHere;
  return { status, code: codeOf(status), title: sentence(error.message) };
}

function isRefusing(error: unknown): error is Error & Refusing {
  return error instanceof Error && 'refusal' in error;
}

function isHttpError(error: unknown): error is Error & { statusCode: number } {
  if (!(error instanceof Error) || !('statusCode' in error)) return false;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
}

const codes: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  409: 'conflict',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'too-many-requests',
  503: 'unavailable',
};

function codeOf(status: number): string {
  return codes[status] ?? (status >= 500 ? 'internal' : 'invalid');
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
