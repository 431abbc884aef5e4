import { notFound, ProblemError, problemOf } from '@hormesis/http';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';

describe('an error as problem details', () => {
  it('is what was thrown, when a problem was', () => {
    const problem = { status: 422, code: 'invalid', title: 'No.', hint: 'Try yes.' };
    expect(problemOf(new ProblemError(problem))).toEqual(problem);
    expect(problemOf(notFound('flag x'))).toMatchObject({ status: 404, title: 'There is no flag x.' });
  });

  it('is a conflict, when a decider refused', () => {
    const error = Object.assign(new Error('no'), {
      refusal: { refused: 'incident-resolved', because: 'It was resolved.' },
    });
    expect(problemOf(error)).toEqual({ status: 409, code: 'incident-resolved', title: 'It was resolved.' });
  });

  it('says where the docs are, when nothing is there', () => {
    const problem = problemOf(new NotFoundException('Cannot GET /x?access_token=secret'));
    expect(problem).toMatchObject({
      status: 404,
      code: 'not-found',
      hint: expect.stringContaining('/api/docs'),
    });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('keeps what the framework says of a bad request', () => {
    expect(problemOf(new BadRequestException('Bad'))).toMatchObject({
      status: 400,
      code: 'invalid',
      title: 'Bad.',
    });
    expect(problemOf(Object.assign(new Error('too big'), { statusCode: 413 }))).toMatchObject({
      status: 413,
      code: 'too-large',
    });
  });

  it('gives nothing of the inside away, when nobody foresaw it', () => {
    const problem = problemOf(new Error('password=hunter2 at /srv/app.js'));
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });
});
