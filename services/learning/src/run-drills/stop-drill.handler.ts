import type { CommandAccepted } from '@hormesis/api';
import { notFound, ProblemError } from '@hormesis/http';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DrillRun } from './drill-run.js';
import { DrillStreams } from './drill-streams.js';
import { StopDrill } from './stop-drill.command.js';

/** Answers once the injector has stopped. Stopping what is over changes nothing. */
@CommandHandler(StopDrill)
export class StopDrillHandler implements ICommandHandler<StopDrill> {
  constructor(
    private readonly drills: DrillStreams,
    private readonly run: DrillRun,
  ) {}

  async execute({ id, actor }: StopDrill): Promise<CommandAccepted> {
    const { state } = await this.drills.load(id);
    if (state.phase === 'none') throw notFound(`drill ${id}`, 'GET /api/drills lists those there are.');
    const known = (await this.drills.events(id)).length;
    const fault = await this.run.end(id, { outcome: 'stopped', reason: `Stopped by ${actor.id}.`, actor });
    if (fault) {
      throw new ProblemError({
        status: 503,
        code: 'unavailable',
        title: `The injector could not be told to stop: ${fault}`,
        hint: 'Try again. It was told to end by itself when its time is over.',
        retryAfter: 2,
      });
    }
    const events = (await this.drills.events(id)).slice(known);
    return { events: events.map((event) => ({ id: event.id, name: event.name, position: null })) };
  }
}
