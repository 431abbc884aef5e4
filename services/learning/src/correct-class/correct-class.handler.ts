import type { CommandAccepted } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { correctCase } from '@hormesis/learning';
import { formatPosition } from '@hormesis/log';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CaseStreams } from '../assemble-case/case-streams.js';
import { CorrectClass } from './correct-class.command.js';

@CommandHandler(CorrectClass)
export class CorrectClassHandler implements ICommandHandler<CorrectClass> {
  constructor(private readonly cases: CaseStreams) {}

  async execute({ incident, body, actor }: CorrectClass): Promise<CommandAccepted> {
    const { state } = await this.cases.load(incident);
    if (!state.assembled) {
      throw notFound(`case of ${incident}`, 'A case is assembled when its incident is resolved.');
    }
    const { events, positions } = await this.cases.decide(incident, (record) => correctCase(record, body), {
      actor,
      correlationId: incident,
    });
    return {
      events: events.map((event, index) => {
        const position = positions[index];
        return { id: event.id, name: event.name, position: position ? formatPosition(position) : null };
      }),
    };
  }
}
