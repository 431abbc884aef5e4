import type { Ramp } from '@hormesis/api';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GuardWindows } from '../run-ramps/guard-windows.js';
import { FlagBoard } from '../sync-flags/flag-board.js';
import { rampView } from './ramp-view.js';
import { ShowRamps } from './show-ramps.query.js';

@QueryHandler(ShowRamps)
export class ShowRampsHandler implements IQueryHandler<ShowRamps> {
  constructor(
    private readonly board: FlagBoard,
    private readonly windows: GuardWindows,
  ) {}

  async execute({ key }: ShowRamps): Promise<Ramp[]> {
    const flags = key === undefined ? [...this.board.all()] : [this.board.get(key)];
    const ramps = flags.map(async (flag) => {
      if (!flag?.schedule) return [];
      return [rampView(flag, flag.schedule, await this.windows.read(flag.key, flag.schedule))];
    });
    return (await Promise.all(ramps)).flat().sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}
