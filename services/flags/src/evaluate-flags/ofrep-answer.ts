import type { Evaluation } from '@hormesis/flags';

/** One flag as OFREP 0.3.0 writes it. A success without `value` tells the client to use the default in its code. */
export function ofrepAnswer(evaluation: Evaluation): object {
  if (!('error' in evaluation)) return evaluation;
  const { key, error, detail } = evaluation;
  return { key, errorCode: error, errorDetails: detail };
}

export function ofrepStatus(evaluation: Evaluation): 200 | 400 | 404 {
  if (!('error' in evaluation)) return 200;
  return evaluation.error === 'FLAG_NOT_FOUND' ? 404 : 400;
}
