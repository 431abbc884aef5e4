import type { HttpMessage } from '@hormesis/events';
import type { Caller } from '@hormesis/http';
import { Command } from '@nestjs/cqrs';
import type { Reception } from './reception.js';

export class ReceiveEvents extends Command<Reception> {
  constructor(
    readonly message: HttpMessage,
    readonly caller: Caller,
  ) {
    super();
  }
}
