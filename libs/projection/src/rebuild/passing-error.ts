import { StatementError } from '@hormesis/database';
import { isInfrastructureError } from '../store/infrastructure-error.js';

/** Whether what failed may succeed if it is tried again: connections, locks, a log that is away. */
export function isPassing(error: unknown): boolean {
  if (error instanceof StatementError) return error.isTransient;
  if (error instanceof Error && error.cause instanceof StatementError) return error.cause.isTransient;
  return isInfrastructureError(error);
}
