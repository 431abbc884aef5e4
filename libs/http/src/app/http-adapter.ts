import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyServerOptions } from 'fastify';
import { sendProblem } from '../problem/send-problem.js';

/**
 * What fails before a route is found, such as a body that is no JSON, never reaches Nest’s filters: it is answered here.
 * Routes take the handler that stands when they are made, so it is set at once, and Nest’s own, which comes later, is not.
 */
export class HttpAdapter extends FastifyAdapter {
  constructor(options: FastifyServerOptions) {
    super(options);
    this.getInstance().setErrorHandler(sendProblem);
  }

  override setErrorHandler() {
    return this.getInstance();
  }
}
