import type { EventOf } from '@hormesis/events';
import type { Answer, Executor, Taking } from '@hormesis/executors';
import { flipFlag, isDefined } from '@hormesis/flags';
import { Injectable } from '@nestjs/common';
import { FlagStreams } from '../streams/flag-streams.js';
import { GUARDIAN } from '../streams/guardian-source.js';

/** Turns built-in flags off. A flag that is off stays off, so it does not matter who is first. */
@Injectable()
export class FlagExecutor implements Executor {
  readonly name = 'built-in flags';
  readonly oneAtATime = false;

  constructor(private readonly flags: FlagStreams) {}

  async takes({ data: { target } }: EventOf<'action.requested'>): Promise<Taking> {
    if (target.kind !== 'kill') return { mine: false };
    const { state } = await this.flags.load(target.flag);
    return isDefined(state)
      ? { mine: true }
      : { mine: false, because: `There is no built-in flag ${target.flag}.` };
  }

  async execute(request: EventOf<'action.requested'>): Promise<Answer> {
    const { target, incident, reason } = request.data;
    if (target.kind !== 'kill') return { kind: 'refused', reason: 'The built-in flags cannot roll back.' };
    const { events } = await this.flags.decide(
      target.flag,
      (flag) => flipFlag(flag, { state: 'DISABLED', reason, action: request.subject }),
      { actor: GUARDIAN, causation: request, correlationId: incident },
    );
    const [flipped] = events;
    if (flipped) return { kind: 'completed', detail: `Flag ${target.flag} is off (event ${flipped.id}).` };
    const { state } = await this.flags.load(target.flag);
    if (state.flippedBy === request.subject)
      return { kind: 'completed', detail: `Flag ${target.flag} is off.` };
    return {
      kind: 'completed',
      changed: false,
      detail: `Flag ${target.flag} was off already: this action changed nothing.`,
    };
  }
}
