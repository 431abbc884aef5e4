import { isPut } from '@hormesis/learning';
import { Injectable } from '@nestjs/common';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import type { OpenDrill } from './drill-streams.js';

/**
 * Which alerts of a drill’s class are in force, and which of them have fired in it. A process that is started again
 * forgets what has fired: the drill then lasts until its end.
 */
@Injectable()
export class DrilledGuards {
  private readonly fired = new Map<string, Set<string>>();

  constructor(private readonly proposals: ProposalStreams) {}

  /** Notes that a guard fired; `fired` has those of the class alone. */
  async firing(
    { id, order }: OpenDrill,
    guard: string,
  ): Promise<{ guards: readonly string[]; fired: ReadonlySet<string> }> {
    const all = [...(await this.proposals.loadAll()).values()].map(({ state }) => state).filter(isPut);
    const guards = all
      .filter(({ phase, proposed }) => phase === 'applied' && proposed.kind === 'alert')
      .filter(
        ({ proposed }) =>
          proposed.fingerprint === order.fingerprint && proposed.service.id === order.service.id,
      )
      .map((put) => put.id)
      .sort();
    const fired = this.fired.get(id) ?? new Set();
    if (guards.includes(guard)) this.fired.set(id, fired.add(guard));
    return { guards, fired };
  }
}
