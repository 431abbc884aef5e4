import { escalateIncident, type Incident, nextStep, recoverIncident } from '@hormesis/incident';
import { CLOCK, type Clock } from '@hormesis/platform';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';
import { ActionsTaken, type Unproven } from '../ladder/actions-taken.js';
import { LadderState } from '../ladder/ladder-state.js';
import { RecentChanges } from '../recent-changes/recent-changes.js';
import { GUARDIAN } from '../streams/guardian-source.js';
import { IncidentStreams } from '../streams/incident-streams.js';
import { RecoverySignals } from './recovery-signals.js';
import type { ReverseTest } from './reverse-test.js';

/** How often it is looked, milliseconds. */
const EVERY_MS = 2_000;
/** An action that was done so long before its window ended is history, milliseconds. */
const FORGOTTEN_MS = 60 * 60_000;

/** Looks after each action whether it helped; if not in time, people are told. */
@Injectable()
export class VerifyRecovery {
  private readonly log = logger('guardian');
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly actions: ActionsTaken,
    private readonly incidents: IncidentStreams,
    private readonly signals: RecoverySignals,
    private readonly changes: RecentChanges,
    private readonly ladder: LadderState,
    @Inject(GUARDIAN_CONFIG) private readonly config: GuardianConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  start(): void {
    const look = () => {
      this.turn = this.lookAtAll().catch((error) => {
        this.log.warn({ err: error }, 'whether actions helped could not be seen; it is looked again');
      });
      void this.turn.then(() => {
        if (this.timer) this.timer = setTimeout(look, EVERY_MS);
      });
    };
    this.timer = setTimeout(look, EVERY_MS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.turn;
  }

  async lookAtAll(): Promise<void> {
    const since = this.clock.now().getTime() - this.config.recoveryWindowMs - FORGOTTEN_MS;
    for (const action of await this.actions.unproven(new Date(since))) {
      await this.look(action).catch((error) => {
        this.log.warn(
          { err: error, action: action.actionId },
          'whether it helped could not be seen; it is looked again',
        );
      });
    }
  }

  private async look({ actionId, incident: id, completedAt }: Unproven): Promise<void> {
    const { state } = await this.incidents.load(id);
    if (state.phase === 'resolved' || state.actions[actionId]?.completedAt === undefined) return;
    const tests = await this.signals.since(completedAt, state);
    const now = this.clock.now();
    if (tests.length > 0 && tests.every(({ verdict }) => verdict === 'recovered')) {
      const proof = {
        at: now.toISOString(),
        method: 'reverse-test/1',
        evidence: tests.map(({ evidence }) => evidence),
      };
      await this.decide(id, actionId, (incident) => recoverIncident(incident, proof));
    } else if (now.getTime() - Date.parse(completedAt) > this.config.recoveryWindowMs) {
      await this.escalate(state, actionId, tests);
    }
  }

  private async escalate(incident: Incident, actionId: string, tests: readonly ReverseTest[]): Promise<void> {
    const action = incident.actions[actionId];
    if (!action?.completedAt) return;
    const [changes, ladder] = await Promise.all([
      this.changes.around(incident.environment, action.request?.at ?? action.completedAt),
      this.ladder.read(),
    ]);
    const bad = tests.find(({ verdict }) => verdict === 'still-harmed');
    const window = `${Math.round(this.config.recoveryWindowMs / 1_000)} s`;
    const reason = bad
      ? `It is as bad as before ${window} after the action: ${bad.evidence}`
      : `Nothing shows that it is well again ${window} after the action.`;
    const command = {
      actionId,
      reason,
      stillBad: bad !== undefined,
      next: nextStep(incident, action, changes, ladder),
    };
    await this.decide(incident.id, actionId, (newest) => escalateIncident(newest, command));
  }

  /** What is decided here was caused by the end of the action. */
  private async decide(
    incident: string,
    actionId: string,
    decide: Parameters<IncidentStreams['decide']>[1],
  ): Promise<void> {
    const events = await this.incidents.events(incident);
    const causation = events.findLast(
      (event) => event.name === 'action.completed' && event.subject === actionId,
    );
    if (!causation) return;
    await this.incidents.decide(incident, decide, { actor: GUARDIAN, causation, correlationId: incident });
  }
}
