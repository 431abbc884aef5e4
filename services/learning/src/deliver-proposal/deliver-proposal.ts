import type { Decision } from '@hormesis/decider';
import { type Delivery, digestOf, type Parcel } from '@hormesis/delivery';
import { type Event, isEvent } from '@hormesis/events';
import {
  deliverProposal,
  isPut,
  type Proposal,
  type ProposalStatement,
  type Put,
  undeliverProposal,
} from '@hormesis/learning';
import { CLOCK, type Clock } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { Channels } from './channels.js';
import { DELIVERY_CONFIG, type DeliveryConfig } from './delivery-config.js';
import { DeliveryLock } from './delivery-lock.js';
import { parcelOf } from './parcel-of.js';

/** What was retired longer ago is gone by now: whoever was told to reload since has not loaded it. */
const rememberedForMs = 7 * 86_400_000;

/** Brings accepted proposals to where the team works. Doing it again doubles nothing, whoever does it. */
@Injectable()
export class DeliverProposal {
  private readonly log = logger('learning');
  private readonly takenAway = new Set<string>();

  constructor(
    private readonly proposals: ProposalStreams,
    private readonly channels: Channels,
    private readonly lock: DeliveryLock,
    @Inject(DELIVERY_CONFIG) private readonly config: DeliveryConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Delivers what is not delivered yet, by each of its channels. What fails is stated once for each reason. */
  deliver(id: string): Promise<void> {
    return this.lock.hold(id, async () => {
      const { state } = await this.proposals.load(id);
      if (!isPut(state) || !isInForce(state)) return;
      const parcel = parcelOf(state, this.config.publicUrl);
      const { deliveries, bySentinel } = this.channels.for(parcel);
      if (deliveries.length === 0 && !bySentinel) {
        await this.state(id, (proposal) =>
          undeliverProposal(proposal, { by: 'git', reason: howToTake(parcel) }),
        );
      }
      for (const delivery of deliveries) {
        if (isOutstanding(state, delivery, digestOf(parcel.files))) await this.by(delivery, parcel);
      }
    });
  }

  /**
   * Takes away what a proposal that is over left, where that can be done; twice is as once.
   * @returns why one of the channels could not; `undefined`: nothing is left to do
   */
  withdraw(id: string): Promise<string | undefined> {
    return this.lock.hold(id, async () => {
      const { state } = await this.proposals.load(id);
      if (!isOver(state)) return undefined;
      const faults: string[] = [];
      const routed = this.channels.for(parcelOf(state)).deliveries;
      for (const delivery of this.channels.all) {
        if (!routed.includes(delivery) && !wasTried(state, delivery)) continue;
        const outcome = await delivery.withdraw?.({ proposal: id });
        if (outcome?.kind === 'failed') faults.push(`${delivery.name}: ${outcome.reason}`);
        else if (outcome?.detail !== undefined)
          this.log.info({ proposal: id, channel: delivery.name, ...outcome }, 'a proposal was taken away');
      }
      if (faults.length > 0) return faults.join(' ');
      this.takenAway.add(id);
      return undefined;
    });
  }

  /** Says which channels could not deliver now; what they need may come later. */
  async warnOfChannels(): Promise<void> {
    for (const delivery of this.channels.all) {
      const check = await delivery.check();
      if (check.kind === 'failed') this.log.warn({ channel: delivery.name }, check.reason);
    }
  }

  /** Whether something of it waits to be delivered. */
  isWaiting(state: Proposal): boolean {
    if (!isPut(state) || !isInForce(state)) return false;
    const parcel = parcelOf(state);
    const digest = digestOf(parcel.files);
    return this.channels.for(parcel).deliveries.some((delivery) => isOutstanding(state, delivery, digest));
  }

  /** Whether it is over, and this process does not know that all of it is gone. */
  isToBeTakenAway(state: Proposal): boolean {
    if (!isOver(state) || this.takenAway.has(state.id)) return false;
    const since = Date.parse(state.retiredAt ?? '') || 0;
    return since > this.clock.now().getTime() - rememberedForMs;
  }

  private async by(delivery: Delivery, parcel: Parcel): Promise<void> {
    const { channel: by } = delivery;
    const refusal = delivery.refuses(parcel);
    const outcome =
      refusal === undefined ? await delivery.deliver(parcel) : ({ kind: 'failed', reason: refusal } as const);
    if (outcome.kind === 'delivered') {
      const delivered = { by, at: outcome.at, digest: digestOf(parcel.files) };
      await this.state(parcel.proposal, (proposal) => deliverProposal(proposal, delivered));
      this.log.info({ proposal: parcel.proposal, ...outcome }, 'a proposal was delivered');
    } else {
      const { reason } = outcome;
      await this.state(parcel.proposal, (proposal) => undeliverProposal(proposal, { by, reason }));
      this.log.warn({ proposal: parcel.proposal, by, reason }, 'a proposal could not be delivered');
    }
  }

  /** Its cause is the acceptance; the version of the stream keeps apart what is stated of the same cause. */
  private async state(
    id: string,
    decide: (proposal: Proposal) => Decision<ProposalStatement>,
  ): Promise<void> {
    const events: readonly Event[] = await this.proposals.events(id);
    const accepted = events.findLast((event) => isEvent(event, 'proposal.accepted'));
    await this.proposals.decide(id, decide, {
      actor: { kind: 'system', id: 'learning' },
      ...(accepted ? { causation: accepted } : {}),
      ids: `${id}/${events.length}`,
    });
  }
}

/** People want it: it was accepted, or it was seen to be applied already. */
function isInForce({ phase }: Put): boolean {
  return phase === 'accepted' || phase === 'applied';
}

/** Retired; or accepted and delivered, then edited, and rejected as it was then. */
function isOver(state: Proposal): state is Put {
  if (!isPut(state)) return false;
  const { phase, delivered } = state;
  return phase === 'retired' || (phase === 'rejected' && Object.keys(delivered).length > 0);
}

function wasTried({ delivered, undelivered }: Put, { channel }: Delivery): boolean {
  return channel in delivered || channel in undelivered;
}

/** What is in force as it was delivered is not delivered again, whatever was said of it since. */
function isOutstanding(
  { phase, delivered, undelivered }: Put,
  { channel }: Delivery,
  digest: string,
): boolean {
  if (delivered[channel]?.digest !== digest) return true;
  return phase !== 'applied' && channel in undelivered;
}

function howToTake({ proposal, kind, service, files }: Parcel): string {
  const paths = files.map(({ path }) => path).join(', ');
  return `No channel takes a ${kind} of ${service}. Take ${paths} from GET /api/proposals/${proposal} into your repository, or name one in HORMESIS_DELIVERY_FILE (docs/how-to/deliver-proposals.md).`;
}
