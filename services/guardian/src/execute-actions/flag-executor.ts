import type { Decision } from '@hormesis/decider';
import type { ActionRequest, Answer, Check, Executor, Taking } from '@hormesis/executors';
import {
  type Flag,
  type FlagStatement,
  flipFlag,
  isDefined,
  letRampGoOn,
  pauseRamp,
  turnOnAgain,
} from '@hormesis/flags';
import { Refused } from '@hormesis/streams';
import { Injectable } from '@nestjs/common';
import { FlagStreams } from '../streams/flag-streams.js';
import { GUARDIAN } from '../streams/guardian-source.js';

type Work = {
  /** What it is then: `off`. */
  word: string;
  /** What the ids of its events are made of: doing it again writes nothing. */
  ids: string;
  decide(flag: Flag): Decision<FlagStatement>;
  /** Whether this very action made it so. */
  byUs(flag: Flag): boolean;
};

/**
 * Turns built-in flags off, holds their ramps, and takes both back. A flag that is off stays off, so it does not matter
 * who is first.
 */
@Injectable()
export class FlagExecutor implements Executor {
  readonly name = 'built-in flags';
  readonly oneAtATime = false;

  constructor(private readonly flags: FlagStreams) {}

  async takes(request: ActionRequest): Promise<Taking> {
    const key = flagIn(request);
    if (key === undefined) return { mine: false };
    const { state } = await this.flags.load(key);
    return isDefined(state) ? { mine: true } : { mine: false, because: `There is no built-in flag ${key}.` };
  }

  execute(request: ActionRequest): Promise<Answer> {
    const { subject: action, data } = request;
    const { reason, target } = data;
    if (target.kind === 'pause') {
      return this.work(request, {
        word: 'paused in its ramp',
        ids: request.id,
        decide: (flag) => pauseRamp(flag, { by: 'guardian', reason, action }),
        byUs: ({ schedule }) => schedule?.pause?.action === action,
      });
    }
    return this.work(request, {
      word: 'off',
      ids: request.id,
      decide: (flag) => flipFlag(flag, { state: 'DISABLED', reason, action }),
      byUs: ({ flippedBy, definition }) => flippedBy === action && definition?.state === 'DISABLED',
    });
  }

  undo(request: ActionRequest): Promise<Answer> {
    const { subject: action, data } = request;
    const reason = `Undone: ${data.reason}`;
    if (data.target.kind === 'pause') {
      return this.work(request, {
        word: 'going on with its ramp',
        ids: `${request.id}/undo`,
        decide: (flag) => letRampGoOn(flag, { reason, action }),
        byUs: () => false,
      });
    }
    return this.work(request, {
      word: 'on',
      ids: `${request.id}/undo`,
      decide: (flag) => turnOnAgain(flag, { reason, action }),
      byUs: ({ flippedBy, definition }) => flippedBy === action && definition?.state === 'ENABLED',
    });
  }

  async check(): Promise<Check> {
    return { kind: 'ready', detail: 'in this system' };
  }

  private async work(request: ActionRequest, { word, ids, decide, byUs }: Work): Promise<Answer> {
    const key = flagIn(request);
    if (key === undefined) return { kind: 'refused', reason: 'The built-in flags cannot roll back.' };
    const context = { actor: GUARDIAN, causation: request, ids, correlationId: request.data.incident };
    try {
      const [changed] = (await this.flags.decide(key, decide, context)).events;
      if (changed) return { kind: 'completed', detail: `Flag ${key} is ${word} (event ${changed.id}).` };
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', reason: error.message };
      throw error;
    }
    const { state } = await this.flags.load(key);
    if (byUs(state)) return { kind: 'completed', detail: `Flag ${key} is ${word}.` };
    const detail = `Flag ${key} was ${word} already: this action changed nothing.`;
    return { kind: 'completed', changed: false, detail };
  }
}

function flagIn({ data: { target } }: ActionRequest): string | undefined {
  return target.kind === 'rollback' ? undefined : target.flag;
}
