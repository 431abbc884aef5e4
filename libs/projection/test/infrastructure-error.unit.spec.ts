import { StatementError } from '@hormesis/database';
import { describe, expect, it } from 'vitest';
import { isInfrastructureError } from '../src/index.js';

function statement(code: string | undefined): StatementError {
  return StatementError.of(Object.assign(new Error('no'), code === undefined ? {} : { code }), 'select 1');
}

describe('telling infrastructure from the event', () => {
  it.each([
    ['the database is shutting down', statement('57P01')],
    ['a deadlock', statement('40P01')],
    ['a table is missing', statement('42P01')],
    ['the connection broke', statement(undefined)],
    ['nobody listens', Object.assign(new Error('no'), { code: 'ECONNREFUSED' })],
    ['fetch could not connect', new TypeError('fetch failed', { cause: statement('08006') })],
    ['a request timed out', new DOMException('late', 'TimeoutError')],
  ])('%s: infrastructure', (_, error) => {
    expect(isInfrastructureError(error)).toBe(true);
  });

  it.each([
    ['a bug', new TypeError('undefined is not a function')],
    ['a value the database cannot hold', statement('22021')],
    ['a constraint', statement('23514')],
    ['a wrong argument', Object.assign(new Error('no'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['no error at all', 'text'],
  ])('%s: not infrastructure', (_, error) => {
    expect(isInfrastructureError(error)).toBe(false);
  });
});
