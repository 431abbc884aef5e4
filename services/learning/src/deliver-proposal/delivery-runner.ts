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

const lookEveryMs = 15_000;
/** What could not be delivered is tried again after so long, and then after twice as long each time, up to ten minutes. */
const pauses = { firstMs: 30_000, longestMs: 600_000 };

type Trying = { times: number; notBefore: number };

/** Delivers proposals when they are accepted, tries again what failed, and takes away what is retired. */
@Injectable()
export class DeliveryRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly reactions: ReactionRunner;
  private readonly trying = new Map<string, Trying>();
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
            if (isEvent(event, 'proposal.accepted')) await this.deliver(event.subject);
            if (isEvent(event, 'proposal.retired')) await delivery.withdraw(event.subject);
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

  private async deliver(id: string): Promise<void> {
    await this.delivery.deliver(id);
    await this.applied.seeAfterDelivery(id);
  }

  private async lookAgain(): Promise<void> {
    try {
      const now = this.clock.now().getTime();
      for (const [id, { state }] of await this.proposals.loadAll()) {
        if (!this.delivery.isWaiting(state)) this.trying.delete(id);
        else if (this.isDue(id, now)) await this.deliver(id);
      }
    } catch (err) {
      this.log.warn({ err }, 'deliveries are looked at again soon');
    }
  }

  /** Whether it is to be tried again now; the first time it was tried a moment ago. */
  private isDue(id: string, now: number): boolean {
    const known = this.trying.get(id);
    if (known && now < known.notBefore) return false;
    const times = known ? known.times + 1 : 0;
    const pause = Math.min(pauses.firstMs * 2 ** times, pauses.longestMs);
    this.trying.set(id, { times, notBefore: now + pause });
    return known !== undefined;
  }
}
