import type { Decision } from '@hormesis/decider';
import { loadedRules } from '@hormesis/delivery';
import { type Event, type EventOf, isEvent } from '@hormesis/events';
import {
  type ApplyProposal,
  applyProposal,
  deliverProposal,
  isPut,
  type Proposal,
  type ProposalStatement,
  type Put,
  retireProposal,
  undeliverProposal,
} from '@hormesis/learning';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Refused } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { Channels } from '../deliver-proposal/channels.js';
import { FlagStreams } from '../deliver-proposal/flag-streams.js';
import { parcelOf } from '../deliver-proposal/parcel-of.js';
import {
  flagsIn,
  isAbout,
  type ProposedFlags,
  proposedFlags,
  showsProposed,
} from '../deliver-proposal/proposed-flags.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import { type Gone, GoneRules } from './gone-rules.js';
import { RULES_CONFIG, type RulesConfig } from './rules-config.js';

const notLoaded = 'No longer loaded';

/** States that proposals are applied, on evidence alone: a rule that is loaded, a commit, an event of the flag. */
@Injectable()
export class SeeApplied {
  private readonly log = logger('learning');
  private readonly gone = new GoneRules();
  private readonly said = new Set<string>();

  constructor(
    private readonly proposals: ProposalStreams,
    private readonly channels: Channels,
    private readonly flags: FlagStreams,
    @Inject(RULES_CONFIG) private readonly config: RulesConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An event of a flag, ours or of others, that is as an accepted proposal has it. */
  async seeFlag(event: EventOf<'featureflag.defined' | 'featureflag.rampscheduled'>): Promise<void> {
    for (const put of await this.accepted()) {
      if (put.proposed.kind !== 'flag-default' || !isAbout(put.files, event.subject)) continue;
      if (showsProposed(event, proposedFlags(put.files))) await this.applyBy(put.id, event);
    }
  }

  /** What was delivered may be in force at once, and what was proposed may have been so before it was accepted. */
  async seeAfterDelivery(id: string): Promise<void> {
    const { state } = await this.proposals.load(id);
    if (!isPut(state) || state.phase !== 'accepted') return;
    if (state.proposed.kind === 'flag-default') await this.seeFlagsOf(state);
    if (state.proposed.kind === 'alert') await this.lookAtRules().catch((err) => this.later(err, 'rules'));
  }

  /** A merge that names the branch or the request of a delivered proposal: reason to look there, and no evidence itself. */
  async seeMerge(event: EventOf<'change.merged'>): Promise<void> {
    const text = JSON.stringify([event.subject, event.data]);
    for (const put of await this.accepted()) {
      const addresses = Object.values(put.delivered)
        .filter(({ by }) => by === 'github' || by === 'gitlab')
        .map(({ at }) => at);
      const named = [`hormesis/${put.id}`, ...addresses].some((name) => isNamed(text, name));
      if (named) await this.lookAtBranchOf(put, event);
    }
  }

  /** Looks at the branch that is deployed for each accepted proposal that was delivered to a repository. */
  async lookAtBranches(): Promise<void> {
    for (const put of await this.accepted()) await this.lookAtBranchOf(put);
  }

  /** Asks Prometheus for its rules. One that is no longer loaded for an hour, while others are, is out of force. */
  async lookAtRules(): Promise<void> {
    const { prometheus } = this.config;
    if (!prometheus) return;
    const rules = await loadedRules(prometheus);
    for (const { id } of await this.accepted()) {
      const rule = rules.find(({ proposal }) => proposal === id);
      if (!rule) continue;
      const evidence = `${prometheus.url} has loaded ${rule.alert} (group ${rule.group}, ${rule.file}).`;
      await this.apply(id, { seen: 'rule-loaded', evidence });
    }
    const guards = (await this.all()).filter(
      ({ phase, applied }) => phase === 'applied' && applied?.seen === 'rule-loaded',
    );
    const loaded = new Set(rules.map(({ proposal }) => proposal));
    const ids = guards.map(({ id }) => id);
    const gone = this.gone.polled(ids, loaded, this.clock.now().getTime());
    for (const put of guards) await this.judgeGone(put, gone.get(put.id), prometheus.url);
  }

  /** One rule that is gone was taken away; where all are gone, nothing tells that from a wrong address. */
  private async judgeGone({ id, delivered, undelivered }: Put, gone: Gone | undefined, url: string) {
    const by = 'rules-directory';
    const placed = delivered[by];
    if (!gone) {
      // Loaded again: what was said of it no longer holds.
      if (placed && undelivered[by]?.startsWith(notLoaded) === true && !this.gone.isMissing(id))
        await this.decide(id, (proposal) => deliverProposal(proposal, placed));
      return;
    }
    const since = new Date(gone.since).toISOString();
    const reason = `${notLoaded} by ${url} since ${since}.`;
    if (gone.alone) return this.decide(id, (proposal) => retireProposal(proposal, { reason }));
    const doubt = `${reason} No other rule of ours was there all the while, so it stays a guard: check HORMESIS_PROMETHEUS_URL and rule_files, or retire it.`;
    if (!this.said.has(`${id} ${since}`)) this.log.warn({ proposal: id }, doubt);
    this.said.add(`${id} ${since}`);
    if (placed) await this.decide(id, (proposal) => undeliverProposal(proposal, { by, reason: doubt }));
  }

  private async lookAtBranchOf(put: Put, causation?: Event): Promise<void> {
    const parcel = parcelOf(put);
    for (const delivery of this.channels.for(parcel).deliveries) {
      if (!delivery.look || !(delivery.channel in put.delivered)) continue;
      const sighting = await delivery.look(parcel);
      if (sighting.kind === 'seen') {
        await this.apply(put.id, { seen: 'commit', evidence: sighting.evidence }, causation);
      } else if (sighting.kind === 'failed') {
        const { reason } = sighting;
        this.log.warn(
          { proposal: put.id, channel: delivery.name, reason },
          'a branch will be looked at again',
        );
      }
    }
  }

  private async seeFlagsOf(put: Put): Promise<void> {
    const proposed = readable(put);
    if (!proposed) return;
    for (const key of flagsIn(proposed)) {
      const events: readonly Event[] = await this.flags.events(key);
      const newest = events.findLast((event) =>
        isEvent(event, 'featureflag.defined', 'featureflag.rampscheduled'),
      );
      if (newest && showsProposed(newest, proposed)) await this.applyBy(put.id, newest);
    }
  }

  private later(err: unknown, what: string): void {
    this.log.warn({ err }, `the ${what} will be looked at again`);
  }

  private applyBy(id: string, event: Event): Promise<void> {
    return this.apply(
      id,
      { seen: 'flag-event', evidence: `Event ${event.id}: ${event.name} of ${event.subject}.` },
      event,
    );
  }

  private async apply(id: string, seen: ApplyProposal, causation?: Event): Promise<void> {
    await this.decide(id, (proposal) => applyProposal(proposal, seen), causation);
    this.log.info({ proposal: id, ...seen }, 'a proposal was seen to be in force');
  }

  private async decide(
    id: string,
    decide: (proposal: Proposal) => Decision<ProposalStatement>,
    causation?: Event,
  ): Promise<void> {
    const { state } = await this.proposals.load(id);
    if (!isPut(state)) return;
    try {
      await this.proposals.decide(id, decide, {
        actor: { kind: 'system', id: 'learning' },
        correlationId: state.proposed.incident,
        ...(causation ? { causation } : {}),
      });
    } catch (error) {
      // Between the look and the decision a person may have rejected or retired it.
      if (!(error instanceof Refused)) throw error;
    }
  }

  private async accepted(): Promise<Put[]> {
    return (await this.all()).filter(({ phase }) => phase === 'accepted');
  }

  private async all(): Promise<Put[]> {
    return [...(await this.proposals.loadAll()).values()].map(({ state }) => state).filter(isPut);
  }
}

function readable({ files }: Put): ProposedFlags | undefined {
  try {
    return proposedFlags(files);
  } catch {
    return undefined;
  }
}

/** Whole: `…/pull/13` is not named by `…/pull/134`. */
function isNamed(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !/[\w-]/.test(text.charAt(at + name.length));
}
