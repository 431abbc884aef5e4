import { type EventOf, isEvent } from '@hormesis/events';
import {
  type ActionRequest,
  branchOf,
  closeDrift,
  type Drift,
  detectDrift,
  type GitHubRevert,
  proposeToGit,
  sayStuck,
} from '@hormesis/executors';
import { CLOCK, type Clock } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { ChangesTakenBack } from '../execute-actions/changes-taken-back.js';
import { Executors } from '../execute-actions/executors.js';
import { GUARDIAN } from '../streams/guardian-source.js';
import { IncidentStreams } from '../streams/incident-streams.js';
import { DriftLock } from './drift-lock.js';
import { DriftStreams } from './drift-streams.js';

/** What was done longer ago has met Git by other ways: the first repository was configured later, say. */
const tooOldMs = 24 * 3_600_000;

/** After an action Git still says what was before: states the drift, and opens the pull request that ends it. */
@Injectable()
export class FollowUp {
  private readonly running = new Map<string, Promise<void>>();
  private readonly log = logger('guardian');

  constructor(
    private readonly executors: Executors,
    private readonly incidents: IncidentStreams,
    private readonly changes: ChangesTakenBack,
    private readonly drifts: DriftStreams,
    private readonly lock: DriftLock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Users have it back: now Git. The pull request is opened without being waited for. */
  async begin(completed: EventOf<'action.completed'>): Promise<void> {
    if (completed.data.changed === false || this.isOld(completed)) return;
    const request = await this.requestOf(completed.subject, completed.data.incident);
    if (!request) return;
    const repository = (await this.revertFor(request))?.repositoryFor(request);
    if (repository === undefined) return;
    const { service, environment, incident, target } = completed.data;
    const { version, previousVersion } = await this.changes.factsOf(request);
    const killed = target.kind === 'kill';
    const data = {
      service: target.kind === 'rollback' ? { id: target.service } : service,
      ...(environment ? { environment } : {}),
      incident,
      repository,
      ...(killed ? { flag: target.flag } : {}),
      ...(version === undefined || killed ? {} : { version }),
      ...(previousVersion === undefined || killed ? {} : { toVersion: previousVersion }),
      reason: completed.data.detail ?? request.data.reason,
    };
    await this.drifts.decide(completed.subject, (drift) => detectDrift(drift, data), {
      actor: GUARDIAN,
      causation: completed,
      correlationId: incident,
    });
    this.lookSoon(completed.subject);
  }

  /** The action was undone: Git was right all along. */
  async end(undone: EventOf<'action.undone'>): Promise<void> {
    const agreement = { by: 'undo', reason: 'The action was undone.' } as const;
    await this.drifts.decide(undone.subject, (drift) => closeDrift(drift, agreement), {
      actor: GUARDIAN,
      causation: undone,
      correlationId: undone.data.incident,
    });
  }

  /** Looks after an open drift, once at a time; what fails is tried again with the next look. */
  lookSoon(action: string): void {
    if (this.running.has(action)) return;
    const run = this.lock
      .hold(`drift/${action}`, () => this.look(action))
      .catch((error) => this.log.warn({ err: error, action }, 'a drift will be looked at again'))
      .finally(() => this.running.delete(action));
    this.running.set(action, run);
  }

  /** Resolves when nothing is running any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.running.values());
  }

  private isOld({ time }: EventOf<'action.completed'>): boolean {
    return this.clock.now().getTime() - Date.parse(time) > tooOldMs;
  }

  private async look(action: string): Promise<void> {
    const { state } = await this.drifts.load(action);
    if (state.phase !== 'open') return;
    const request = await this.requestOf(action, state.incident);
    const revert = request && (await this.revertFor(request));
    if (!request || !revert) return;
    await (state.proposal ? this.watch(state, revert) : this.propose(state, revert, request));
  }

  private async propose(drift: Drift, revert: GitHubRevert, request: ActionRequest): Promise<void> {
    const proposed = await revert.propose(request);
    await this.drifts.decide(
      drift.id,
      (newest) => {
        if (proposed.kind === 'agrees')
          return closeDrift(newest, { by: 'agreement', reason: proposed.detail });
        if (proposed.kind !== 'proposed') return sayStuck(newest, proposed.reason);
        const { html_url: pullRequest, number } = proposed.pullRequest;
        return proposeToGit(newest, { pullRequest, number, branch: branchOf(drift.id) });
      },
      { actor: GUARDIAN, correlationId: drift.incident },
    );
  }

  private async watch(drift: Drift, revert: GitHubRevert): Promise<void> {
    const standing = await revert.standing(drift.repository, drift.proposal?.branch ?? branchOf(drift.id));
    if (standing.kind !== 'merged') return;
    const reason = `${drift.proposal?.pullRequest} was merged.`;
    await this.drifts.decide(drift.id, (newest) => closeDrift(newest, { by: 'merge', reason }), {
      actor: GUARDIAN,
      correlationId: drift.incident,
    });
  }

  private async revertFor(request: ActionRequest): Promise<GitHubRevert | undefined> {
    for (const revert of this.executors.reverts) {
      if ((await revert.takes(request)).mine) return revert;
    }
    return undefined;
  }

  private async requestOf(action: string, incident: string): Promise<ActionRequest | undefined> {
    const events = await this.incidents.events(incident);
    return events.findLast(
      (event): event is ActionRequest => isEvent(event, 'action.requested') && event.subject === action,
    );
  }
}
