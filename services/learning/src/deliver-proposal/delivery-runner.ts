import { Database } from '@hormesis/database';
import { isEvent, isOurs } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { migrateProjections, ReactionRunner, reaction } from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { SeeApplied } from '../see-applied/see-applied.js';
import { DeliverProposal } from './deliver-proposal.js';
import { Outstanding } from './outstanding.js';

const lookEveryMs = 15_000;
/** What another process knew of and left is found by a look at all of them, now and then. */
const lookAtAllEveryMs = 600_000;

/** Delivers proposals when they are accepted, tries again what failed, and takes away what is retired. */
@Injectable()
export class DeliveryRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly reactions: ReactionRunner;
  private readonly outstanding = new Outstanding();
  private lookedAtAll = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) events: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly proposals: ProposalStreams,
    private readonly delivery: DeliverProposal,
    private readonly applied: SeeApplied,
  ) {
    this.reactions = new ReactionRunner({
      db: database,
      log: events,
      reactions: [
        reaction({
          name: 'learning.deliver-proposals',
          from: [topics.learning],
          on: async (event) => {
            if (!isOurs(event)) return;
            if (isEvent(event, 'proposal.accepted', 'proposal.rejected', 'proposal.retired'))
              await this.attempt(event.subject);
          },
        }),
      ],
      onError: (err, where) => this.log.warn({ err, ...where }, 'a delivery is tried again'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateStreams(this.database);
    await migrateProjections(this.database);
    await this.reactions.start();
    this.looking = this.delivery
      .warnOfChannels()
      .catch((err: unknown) => this.log.warn({ err }, 'the channels could not be looked at'));
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.lookAgain());
    }, lookEveryMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.reactions.stop();
    await this.looking;
  }

  /** Delivers what is accepted and takes away what is over; what does not work stays outstanding. */
  private async attempt(id: string): Promise<void> {
    await this.delivery.deliver(id);
    await this.applied.seeAfterDelivery(id);
    const fault = await this.delivery.withdraw(id);
    const { state } = await this.proposals.load(id);
    if (fault === undefined && !this.delivery.isWaiting(state)) {
      this.outstanding.done(id);
      return;
    }
    this.outstanding.failed(id, this.clock.now().getTime());
    if (fault !== undefined) this.log.warn({ proposal: id, fault }, 'it is taken away again soon');
  }

  private async lookAgain(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - this.lookedAtAll >= lookAtAllEveryMs) {
      await this.lookAtAll(now).catch((err: unknown) =>
        this.log.warn({ err }, 'deliveries are looked at again soon'),
      );
    }
    for (const id of this.outstanding.due(now)) {
      await this.attempt(id).catch((err: unknown) => {
        this.outstanding.failed(id, now);
        this.log.warn({ err, proposal: id }, 'a delivery is tried again');
      });
    }
  }

  private async lookAtAll(now: number): Promise<void> {
    for (const [id, { state }] of await this.proposals.loadAll()) {
      if (this.delivery.isWaiting(state) || this.delivery.isToBeTakenAway(state))
        this.outstanding.add(id, now);
    }
    this.lookedAtAll = now;
  }
}
