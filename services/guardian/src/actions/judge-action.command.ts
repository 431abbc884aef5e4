import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import type { OrderBody } from './order.js';

export class JudgeAction extends Command<CommandAccepted> {
  constructor(
    readonly actionId: string,
    readonly verdict: 'confirmed' | 'wrong',
    readonly order: OrderBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
