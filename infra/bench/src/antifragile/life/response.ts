import { flipFlag, pauseRamp } from '@hormesis/flags';
import type { ActionTarget } from '@hormesis/incident';
import type { Layer } from '../catalogue/layer.js';
import type { Rollout } from '../world/service-state.js';
import type { Agenda } from './agenda.js';
import type { Fleet } from './fleet.js';
import { type Answer, type Guardian, reactionMs } from './guardian.js';
import type { Occurrence } from './occurrence.js';
import type { ScoreKeeper } from './score-keeper.js';

const minute = 60_000;
/** People are sure that all is well after so long. */
const calmMs = minute;
/** A false alarm is found out to be one after so long. */
const foundOutMs = 10 * minute;

/** What the guardian and people do about what was noticed. */
export class Response {
  constructor(
    private readonly fleet: Fleet,
    private readonly agenda: Agenda,
    private readonly guardian: Guardian,
    private readonly score: ScoreKeeper,
    private readonly mended: (occurrence: Occurrence) => void,
    private readonly cleared: (incident: string, service: string, at: number) => void,
  ) {}

  /**
   * @param about what it is about in truth; nothing: a false alarm
   * @param isNews whether nobody had noticed that before
   */
  to(service: string, answer: Answer, at: number, about: Occurrence | undefined, isNews: boolean): void {
    for (const { actionId, target } of answer.acts) {
      this.agenda.put(at + reactionMs, () => {
        this.carryOut(target, at + reactionMs, actionId);
        this.guardian.done(service, actionId, at + reactionMs);
        this.clearLater(service, at + reactionMs);
      });
    }
    if (about && isNews) this.callPeople(about, answer, at);
    if (!about) this.agenda.put(at + foundOutMs, () => this.clearIfCalm(service, at + foundOutMs));
  }

  /** Somebody begins to look for the cause, unless somebody does already. */
  private callPeople(about: Occurrence, { advises }: Pick<Answer, 'advises'>, at: number): void {
    const guilty = this.rolloutOf(about);
    const advised = guilty && advises.find(({ target }) => this.reached(target).includes(guilty));
    if (advised) {
      const then = at + about.approveMs;
      this.agenda.put(then, () => {
        if (this.score.of(about).active) this.carryOut(advised.target, then, undefined);
      });
    }
    const then = at + about.mendMs;
    this.agenda.put(then, () => this.mend(about, then));
  }

  /** Puts an end to an incident where nothing is wrong any more. */
  clearLater(service: string, at: number): void {
    this.agenda.put(at + calmMs, () => this.clearIfCalm(service, at + calmMs));
  }

  private mend(about: Occurrence, at: number): void {
    if (!this.score.of(about).active) return;
    const rollout = this.rolloutOf(about);
    if (rollout) this.takeAway(rollout, at);
    this.mended(about);
    this.score.stopped(about, at, 'people', 'people found the cause and mended it');
    this.clearLater(about.class.service, at);
  }

  private takeAway(rollout: Rollout, at: number): void {
    const { change, version, previous, flag } = rollout;
    if (flag) this.fleet.flip(rollout, flipFlag(flag, { state: 'DISABLED', reason: 'Users see errors' }), at);
    else if (change.carrier !== 'irreversible-deployment') this.fleet.rollBack(change.service, previous, at);
    else
      this.fleet.deploy({ id: `fix of ${version}`, at, service: change.service, carrier: 'deployment' }, at);
    this.fleet.remove(rollout);
  }

  private carryOut(target: ActionTarget, at: number, actionId: string | undefined): void {
    const rollouts = this.reached(target);
    if (rollouts.length === 0) return;
    if (target.kind === 'pause') {
      for (const rollout of rollouts)
        if (rollout.flag) this.fleet.flip(rollout, pauseRamp(rollout.flag, { by: 'guardian' }), at);
      return;
    }
    const layer: Layer = target.kind === 'kill' ? 'flag' : 'rollback';
    for (const rollout of rollouts) {
      if (target.kind === 'kill' && rollout.flag) {
        const off = { state: 'DISABLED', ...(actionId ? { action: actionId } : {}) } as const;
        this.fleet.flip(rollout, flipFlag(rollout.flag, off), at);
        this.fleet.remove(rollout);
      }
      this.noteTaken(rollout, at, layer, actionId === undefined);
    }
    if (target.kind === 'rollback' && target.service && target.toVersion)
      this.fleet.rollBack(target.service, target.toVersion, at, actionId);
  }

  private noteTaken({ change }: Rollout, at: number, layer: Layer, byPerson: boolean): void {
    if (!change.occurrence) {
      this.score.costs.goodStopped.push({ change: change.id, by: byPerson ? 'people' : 'the guardian' });
      return;
    }
    const how = byPerson ? 'a person followed the guardian’s advice' : 'the guardian acted alone';
    this.score.stopped(change.occurrence, at, layer, how);
    this.clearLater(change.service, at);
  }

  /** The rollouts that a target takes from users. */
  private reached(target: ActionTarget): Rollout[] {
    if (target.kind === 'kill' || (target.kind === 'pause' && target.flag !== undefined)) {
      return this.fleet.services.flatMap(({ rollouts }) =>
        rollouts.filter(({ flag }) => flag?.key === target.flag),
      );
    }
    if (target.kind !== 'rollback' || !target.service || !target.toVersion) return [];
    return this.fleet.since(target.service, target.toVersion);
  }

  private rolloutOf(about: Occurrence): Rollout | undefined {
    return this.fleet.of(about.class.service).rollouts.find(({ change }) => change.occurrence === about);
  }

  private clearIfCalm(service: string, at: number): void {
    if (this.score.activeAt(service).some(({ onset }) => onset !== undefined)) return;
    const incident = this.guardian.clear(service, at);
    if (incident) this.cleared(incident, service, at);
  }
}
