import { ProblemError } from '@hormesis/http';
import { Injectable } from '@nestjs/common';
import { otlpLimits } from './otlp-limits.js';

/** Lets in as many OTLP requests as this process can hold in memory; the others are told to come again. */
@Injectable()
export class OtlpDoor {
  #inside = 0;

  async enter<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= otlpLimits.requests) {
      throw new ProblemError({
        status: 429,
        code: 'too-many-requests',
        title: `${otlpLimits.requests} OTLP requests are being worked on.`,
        hint: 'Send the same one again.',
        retryAfter: 1,
      });
    }
    this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
    }
  }
}
