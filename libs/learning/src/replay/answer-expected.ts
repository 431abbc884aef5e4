import type { FailingRequest } from '../case/exemplars.js';
import { bodyShape } from './body-shape.js';
import { expectationOf } from './expectation.js';

/** What must come back, as lines of a test and in words. */
export type AnswerExpected = {
  lines: readonly string[];
  words: string;
  /** Whether the status that should have come back was recorded. */
  recorded: boolean;
  /** Whether the shape of the body is looked at. */
  shaped: boolean;
};

export function answerExpected(request: FailingRequest): AnswerExpected {
  const { matcher, words, recorded } = expectationOf(request);
  const shape = request.method === 'HEAD' ? undefined : bodyShape(request.expectedBody);
  return {
    lines: [`expect(response.status).${matcher};`, ...(shape === undefined ? [] : [shapeLine(shape)])],
    words: shape === undefined ? words : `${words} and the fields that it should have`,
    recorded,
    shaped: shape !== undefined,
  };
}

function shapeLine(shape: string): string {
  const body = 'JSON.parse(response.body)';
  return shape.startsWith('{')
    ? `expect(${body}).toMatchObject(${shape});`
    : `expect(${body}).toEqual(${shape});`;
}
