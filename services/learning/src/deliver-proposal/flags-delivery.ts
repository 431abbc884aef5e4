import { type Delivered, type Delivery, digestOf, type Parcel } from '@hormesis/delivery';
import type { Check, Failure } from '@hormesis/executors';
import { defineFlag, isDefined, scheduleRamp } from '@hormesis/flags';
import { Refused } from '@hormesis/streams';
import { Injectable } from '@nestjs/common';
import { FlagStreams } from './flag-streams.js';
import { flagsIn, isScheduled, proposedFlags } from './proposed-flags.js';

/**
 * Puts flag defaults in place: defines flags of ours as proposed, and schedules their ramps, under the rules of their
 * streams. A ramp of a flag that is off waits until a person turns the flag on.
 */
@Injectable()
export class FlagsDelivery implements Delivery {
  readonly channel = 'flags';
  readonly name = 'flags';

  constructor(private readonly flags: FlagStreams) {}

  refuses({ kind, files }: Parcel): string | undefined {
    if (kind !== 'flag-default') return 'The built-in flags take flag defaults only.';
    try {
      const flags = flagsIn(proposedFlags(files));
      return flags.length === 0 ? 'It has neither a *.flagd.json nor a *.ramp.json.' : undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async deliver(parcel: Parcel): Promise<Delivered | Failure> {
    const proposed = proposedFlags(parcel.files);
    const keys = flagsIn(proposed);
    for (const key of keys) {
      const { state } = await this.flags.load(key);
      if (!isDefined(state)) return { kind: 'failed', reason: notHere(key, parcel) };
    }
    const reason = `Proposal ${parcel.proposal}: ${parcel.title}`.slice(0, 1_000);
    const context = (what: string) => ({
      actor: { kind: 'system' as const, id: 'learning' },
      correlationId: parcel.incident,
      ids: `${parcel.proposal}/${digestOf(parcel.files)}/${what}`,
    });
    try {
      for (const { flag, definition } of proposed.definitions) {
        await this.flags.decide(
          flag,
          (state) =>
            defineFlag(state, {
              definition,
              reason,
              service: state.service ?? parcel.service,
              environment: state.environment ?? parcel.environment,
            }),
          context('define'),
        );
      }
      for (const ramp of proposed.ramps) {
        await this.flags.decide(
          ramp.flag,
          (state) =>
            state.schedule && isScheduled(ramp, { ...state.schedule, ...lists(state.schedule) })
              ? []
              : scheduleRamp(state, { ...ramp, reason }),
          context('ramp'),
        );
      }
    } catch (error) {
      if (error instanceof Refused) return { kind: 'failed', reason: error.message };
      throw error;
    }
    return { kind: 'delivered', at: keys.join(', ') };
  }

  async check(): Promise<Check> {
    return { kind: 'ready', detail: 'in this system' };
  }
}

function lists<Step, Guard>({ steps, guards }: { steps: readonly Step[]; guards: readonly Guard[] }) {
  return { steps: [...steps], guards: [...guards] };
}

function notHere(key: string, { files }: Parcel): string {
  const paths = files.map(({ path }) => path).join(', ');
  return `There is no built-in flag ${key}. Define it (PUT /api/flags/${key}), or take ${paths} to where the flag is defined; it counts as applied once a flag event shows it.`;
}
