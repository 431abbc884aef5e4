import type { Caller } from '@hormesis/http';
import type { PartialSuccess } from '@hormesis/otlp';
import { Command } from '@nestjs/cqrs';
import type { OtlpBody } from '../otlp/otlp-body.js';

export class ReceiveMetrics extends Command<PartialSuccess> {
  constructor(
    readonly body: OtlpBody,
    readonly caller: Caller,
  ) {
    super();
  }
}
