import type { CommandAccepted } from '@hormesis/api';
import { markIdOf, placeMark } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { MarkStreams } from '../streams/mark-streams.js';
import { PlaceMark } from './place-mark.command.js';

@CommandHandler(PlaceMark)
export class PlaceMarkHandler implements ICommandHandler<PlaceMark> {
  constructor(private readonly marks: MarkStreams) {}

  async execute({ marked, reason, actor }: PlaceMark): Promise<CommandAccepted> {
    const id = markIdOf(marked);
    return accepted(
      await this.marks.decide(id, (state) => placeMark(state, { ...marked, reason }), { actor }),
    );
  }
}
