import type { Delivered, Delivery, Parcel } from '@hormesis/delivery';
import { digestOf } from '@hormesis/delivery';
import type { Check, Failure } from '@hormesis/executors';
import { type DefinedFlag, defineFlag, type FlagDefinition, isDefined, isUnderWay } from '@hormesis/flags';
import { Refused } from '@hormesis/streams';
import { Injectable } from '@nestjs/common';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { changedSince, isAsDefined } from './changed-since.js';
import { FlagStreams } from './flag-streams.js';
import { flagsIn, type ProposedFlags, proposedFlags } from './proposed-flags.js';

/**
 * Defines flags of ours as proposed, under the rules of their streams. It gives nothing to anybody: a flag that is off
 * stays off, and a ramp waits for the person who begins it.
 */
@Injectable()
export class FlagsDelivery implements Delivery {
  readonly channel = 'flags';
  readonly name = 'flags';

  constructor(
    private readonly flags: FlagStreams,
    private readonly proposals: ProposalStreams,
  ) {}

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
    for (const key of flagsIn(proposed)) {
      const { state } = await this.flags.load(key);
      if (!isDefined(state)) return { kind: 'failed', reason: notHere(key, parcel) };
    }
    for (const { flag, definition } of proposed.definitions) {
      const reason = await this.whyNot(flag, definition, parcel);
      if (reason !== undefined) return { kind: 'failed', reason };
    }
    try {
      for (const { flag, definition } of proposed.definitions) await this.define(flag, definition, parcel);
    } catch (error) {
      if (error instanceof Refused) return { kind: 'failed', reason: error.message };
      throw error;
    }
    return { kind: 'delivered', at: whereTo(proposed, parcel) };
  }

  async check(): Promise<Check> {
    return { kind: 'ready', detail: 'in this system' };
  }

  /** What would be undone by the proposed definition; `undefined`: nothing. */
  private async whyNot(
    key: string,
    definition: FlagDefinition,
    { proposal }: Parcel,
  ): Promise<string | undefined> {
    const { state } = await this.flags.load(key);
    if (!isDefined(state) || isAsDefined(state.definition, keptOff(state, definition))) return undefined;
    if (isUnderWay(state.schedule) && state.definition.state === 'ENABLED') {
      return `A ramp of flag ${key} is under way, and a new definition would end it. Let it end, or give it up: hormesis flags abort ${key}.`;
    }
    const change = changedSince(await this.flags.events(key), await this.proposals.events(proposal));
    if (change === undefined) return undefined;
    return `Flag ${key} changed after this was proposed (${change.name}, event ${change.id}), and that would be undone. Edit the proposal to fit the flag as it is now and accept it again, or retire it.`;
  }

  private async define(flag: string, definition: FlagDefinition, parcel: Parcel): Promise<void> {
    await this.flags.decide(
      flag,
      (state) =>
        defineFlag(state, {
          definition: isDefined(state) ? keptOff(state, definition) : definition,
          reason: `Proposal ${parcel.proposal}: ${parcel.title}`.slice(0, 1_000),
          service: state.service ?? parcel.service,
          environment: state.environment ?? parcel.environment,
        }),
      {
        actor: { kind: 'system', id: 'learning' },
        correlationId: parcel.incident,
        ids: `${parcel.proposal}/${digestOf(parcel.files)}/define/${flag}`,
      },
    );
  }
}

/** Whoever turned it off had a reason; only a person turns it on again. */
function keptOff({ definition: { state } }: DefinedFlag, definition: FlagDefinition): FlagDefinition {
  return state === 'DISABLED' ? { ...definition, state } : definition;
}

function whereTo({ definitions, ramps }: ProposedFlags, { files }: Parcel): string {
  const paths = files.filter(({ path }) => path.endsWith('.ramp.json')).map(({ path }) => path);
  return [
    ...definitions.map(({ flag }) => flag),
    ...ramps.map(
      ({ flag }, at) =>
        `the ramp of ${flag} waits for a person: hormesis flags ramp ${flag} --policy ${paths[at] ?? ''}`,
    ),
  ].join('; ');
}

function notHere(key: string, { files }: Parcel): string {
  const paths = files.map(({ path }) => path).join(', ');
  return `There is no built-in flag ${key}. Define it (PUT /api/flags/${key}), or take ${paths} to where the flag is defined; it counts as applied once a flag event shows it.`;
}
