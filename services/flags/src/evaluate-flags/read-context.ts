import type { EvaluationContext } from '@hormesis/flags';

/** Why OFREP's request cannot be evaluated, in OFREP's words. */
export type ContextFault = { errorCode: 'PARSE_ERROR' | 'INVALID_CONTEXT'; errorDetails: string };

/** The evaluation context in the body of an OFREP request. No body at all is an empty context. */
export function readContext(body: unknown): { context: EvaluationContext } | { fault: ContextFault } {
  const request = Buffer.isBuffer(body) ? parse(body) : (body ?? {});
  if (request === undefined) return fault('PARSE_ERROR', 'The body is not JSON. Send {"context": {…}}.');
  if (!isObject(request))
    return fault('INVALID_CONTEXT', 'The body is not an object. Send {"context": {…}}.');
  const context = request.context ?? {};
  if (!isObject(context)) return fault('INVALID_CONTEXT', 'context is not an object.');
  const { targetingKey } = context;
  if (targetingKey === undefined || typeof targetingKey === 'string')
    return { context: { ...context, targetingKey } };
  return fault('INVALID_CONTEXT', 'context.targetingKey is not a string.');
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> & { targetingKey?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fault(errorCode: ContextFault['errorCode'], errorDetails: string): { fault: ContextFault } {
  return { fault: { errorCode, errorDetails } };
}
