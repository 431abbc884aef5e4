import { StatementError } from '@hormesis/database';
import { UnstorableValue } from './binary-values.js';

/** Postgres error classes in which the data is at fault: it would fail again, however healthy the database. */
const dataClass = /^(22|23|54)[0-9A-Z]{3}$/;
const systemError = /^(E(?!RR_)[A-Z_]{3,}|UND_ERR_[A-Z_]+)$/;

/** Whether the data itself cannot be stored. */
export function isDataError(error: unknown): boolean {
  if (error instanceof UnstorableValue) return true;
  return error instanceof StatementError && dataClass.test(error.code ?? '');
}

/**
 * Whether the fault is not the event's: database, log or network are away, or a table is missing. Such an error is
 * retried for as long as it takes; an event is never parked for it. What the error was caused by counts too.
 */
export function isInfrastructureError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StatementError) return !isDataError(error);
  if (systemError.test(codeOf(error))) return true;
  if (error.name === 'TimeoutError' || error.name.startsWith('KafkaJS')) return true;
  if (error instanceof AggregateError && error.errors.some(isInfrastructureError)) return true;
  return isInfrastructureError(error.cause);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
