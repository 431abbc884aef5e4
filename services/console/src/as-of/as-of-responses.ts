import { problem } from '@hormesis/api';
import { applyDecorators } from '@nestjs/common';
import { ApiBadRequestResponse, ApiServiceUnavailableResponse } from '@nestjs/swagger';

/** What a resource that can be asked as of an earlier state may answer besides. */
export function AsOfResponses(): MethodDecorator {
  return applyDecorators(
    ApiBadRequestResponse({
      standardSchema: problem,
      description: 'What is asked as of is no instant, lies ahead, or is not on the log.',
    }),
    ApiServiceUnavailableResponse({
      standardSchema: problem,
      description: 'The `position` is on the log, and has not been taken in yet. Ask again in a moment.',
    }),
  );
}
