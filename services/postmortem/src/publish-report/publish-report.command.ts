import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import type { IsoWeek } from '../model/iso-week.js';

/** Makes the report of a week, keeps it, and says so on the log. */
export class PublishReport extends Command<CommandAccepted> {
  constructor(
    readonly week: IsoWeek,
    readonly actor: Principal,
  ) {
    super();
  }
}
