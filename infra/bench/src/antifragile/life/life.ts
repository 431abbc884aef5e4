import { fleetServices } from '@hormesis/demo-fleet';
import type { EventOf, StatementOf } from '@hormesis/events';
import type { Guards } from '../learn/guards.js';
import { People } from '../watch/people.js';
import { lagMs, Sentinel, type SentinelState, sentinelSource } from '../watch/sentinel.js';
import { StaticAlerts } from '../watch/static-alert.js';
import { WindowLog } from '../watch/window-log.js';
import { Dice } from '../world/dice.js';
import { type Misfortune, measure } from '../world/measure.js';
import type { ServiceState } from '../world/service-state.js';
import { type Measured, windowMs } from '../world/window.js';
import { Agenda } from './agenda.js';
import { Delivery } from './deliver.js';
import { Fleet } from './fleet.js';
import { environment, Guardian, previews } from './guardian.js';
import type { Occurrence } from './occurrence.js';
import type { Plan, PlannedChange } from './plan.js';
import { Response } from './response.js';
import { ScoreKeeper } from './score-keeper.js';
import { Scribe } from './scribe.js';
import {
  exemplarStatement,
  failedTestStatement,
  guardStatement,
  reportStatement,
  staticAlertStatement,
} from './statements.js';

const minute = 60_000;
const hour = 60 * minute;
const every = { rules: 30_000, ramps: 30_000, tidying: 10 * minute };
/** An alarm so long after the end of a failure still belongs to it. */
const afterMs = 10 * minute;
/** The error tracker shows a failing request so long after the first. */
const trackedAfterMs = 60_000;
const ci = '/fleet/ci';
/** A preview is deployed and tested in so long. */
const testedAfterMs = 10_000;
/** Chance that an instance crashes in one window. */
const crashChance = 0.3;
/** Who meets a wrong answer doubts himself first. */
const doubt = 1 / 3;

export type LifeOptions = {
  seed: number;
  /** Tells lives of one seed apart, in ids. */
  name: string;
  guards: Guards;
  /** Tests that fail on the preview of a change: by id of the change, the guards. */
  failing: ReadonlyMap<string, readonly string[]>;
  /** Without it the static alert, guards and people are all there is. */
  hasSentinel: boolean;
  /** Goes on where another life was. */
  before?: Standing;
  /** Hears of every window, as soon as it is known. */
  onWindow?: (window: Measured) => void;
  /** An incident is over. */
  onResolved?: (incident: string, service: string, at: number) => void;
};

/** What runs, and what the sentinel knows. */
export type Standing = { services: readonly ServiceState[]; sentinel: SentinelState };

/** The fleet’s life: traffic, changes, failures, and all that notices and stops them. Virtual time. */
export class Life {
  readonly scribe: Scribe;
  readonly score = new ScoreKeeper();
  readonly windows = new WindowLog(14 * hour);
  private readonly agenda = new Agenda();
  private readonly sentinel: Sentinel;
  private readonly alerts = new StaticAlerts();
  private readonly people = new People();
  private readonly fleet: Fleet;
  private readonly guardian: Guardian;
  private readonly delivery: Delivery;
  private readonly response: Response;
  private misfortunes: Misfortune[] = [];

  constructor(private readonly options: LifeOptions) {
    const { name, guards, before } = options;
    this.scribe = new Scribe(name);
    this.sentinel = Sentinel.begin(before?.sentinel);
    this.fleet = new Fleet(this.scribe, (change) => this.sentinel.takeChange(change), before?.services);
    this.guardian = new Guardian(name, this.scribe, {
      changes: () => this.fleet.changes,
      windows: (service, from, to) => this.windows.cohorts(service, from, to),
    });
    this.delivery = new Delivery(this.fleet, this.agenda, this.windows, this, guards);
    this.response = new Response(
      this.fleet,
      this.agenda,
      this.guardian,
      this.score,
      (about) => this.end(about),
      (incident, service, at) => options.onResolved?.(incident, service, at),
    );
  }

  /** Lives through a plan, and on until all that it brought is over. */
  run(plan: Plan): void {
    for (const change of plan.changes) this.agenda.put(change.at, () => this.offer(change));
    for (const misfortune of plan.misfortunes) this.agenda.put(misfortune.at, () => this.befall(misfortune));
    let blips = plan.blips.filter(({ until }) => until > plan.from);
    for (let start = plan.from; start < plan.to; start += windowMs) {
      this.agenda.doneBy(start);
      if (start % hour === 0) blips = blips.filter(({ until }) => until > start);
      this.pass(start, blips);
    }
  }

  get standing(): Standing {
    return { services: structuredClone(this.fleet.services), sentinel: this.sentinel.state };
  }

  complete(change: PlannedChange, at: number): void {
    if (change.occurrence) return;
    const usual = change.carrier === 'flag' ? 30 * minute : 0;
    const ms = at - change.at - usual;
    if (ms > minute) this.score.costs.delayedMs.push({ change: change.id, ms });
  }

  stoppedByRamp({ change }: { change: PlannedChange }, at: number, because: string): void {
    const { occurrence } = change;
    if (occurrence) {
      this.score.stopped(occurrence, at, 'flag', `its ramp stopped at ${because}`);
      if (this.score.detected(occurrence, at, `ramp, ${because}`))
        this.response.clearLater(change.service, at);
    } else this.score.costs.goodStopped.push({ change: change.id, by: `a ramp, at ${because}` });
  }

  /** A change is offered: its preview is tested, and only then it goes to users. */
  private offer(change: PlannedChange): void {
    const { occurrence } = change;
    if (occurrence) this.score.begin(occurrence);
    else this.score.costs.goodChanges += 1;
    const [failing] = this.options.failing.get(change.id) ?? [];
    if (failing === undefined) {
      this.delivery.begin(change, change.at);
      return;
    }
    if (!occurrence) {
      this.score.costs.goodStopped.push({ change: change.id, by: `test ${failing}` });
      return;
    }
    this.score.detected(occurrence, change.at, `test ${failing}`);
    this.score.stopped(occurrence, change.at, 'preview', 'a regression test failed on its preview');
    this.tellOfPreview(change, occurrence, failing);
  }

  /** What CI tells: a preview, a test that fails on it, and that the change is withdrawn. */
  private tellOfPreview(change: PlannedChange, occurrence: Occurrence, failing: string): void {
    const { at, service } = change;
    this.fleet.preview(change, at);
    const failedAt = at + testedAfterMs;
    const statement = failedTestStatement(failing, occurrence, failedAt);
    const anomaly = this.scribe.write(statement, { source: ci, at: failedAt });
    this.score.of(occurrence).incident = this.guardian.answer(anomaly, failedAt).incident;
    this.agenda.put(failedAt + minute, () => {
      const incident = this.guardian.clear(service, failedAt + minute, previews);
      if (incident) this.options.onResolved?.(incident, service, failedAt + minute);
    });
  }

  private befall(occurrence: Occurrence): void {
    this.score.begin(occurrence);
    this.misfortunes.push({ occurrence, began: occurrence.at });
    const { lastsMs } = occurrence.course;
    if (lastsMs === undefined) return;
    this.agenda.put(occurrence.at + lastsMs, () => {
      const at = occurrence.at + lastsMs;
      this.score.stopped(occurrence, at, 'people', 'it ended by itself');
      this.end(occurrence);
      this.response.clearLater(occurrence.class.service, at);
    });
  }

  private end(occurrence: Occurrence): void {
    this.misfortunes = this.misfortunes.filter((each) => each.occurrence !== occurrence);
  }

  private pass(start: number, blips: Plan['blips']): void {
    const end = start + windowMs;
    const around = { seed: this.options.seed, start, misfortunes: this.misfortunes, blips };
    for (const state of this.fleet.services) {
      const { windows, harmed } = measure(state, around);
      for (const [occurrence, requests] of harmed) this.score.harmed(occurrence, requests, start);
      for (const window of windows) this.take(window);
      this.alertOn(state.service, windows, end);
      for (const [occurrence, requests] of harmed) {
        this.meet(occurrence, requests, end);
        this.crash(occurrence, start, end);
      }
    }
    if (end % every.rules === 0) this.evaluateRules(end);
    if (end % every.ramps === 0) this.delivery.advance(end + lagMs);
    if (end % minute === 0) this.hearLines(this.sentinel.tick(end), end);
    if (end % every.tidying === 0) this.fleet.forget(end);
  }

  private take(window: Measured): void {
    this.windows.take(window);
    this.options.onWindow?.(window);
    this.hearLines(this.sentinel.take(window), window.start + windowMs);
  }

  private hearLines(lines: ReturnType<Sentinel['take']>, end: number): void {
    if (!this.options.hasSentinel) return;
    for (const line of lines) {
      const statement = this.sentinel.statement(line);
      this.hear(statement, sentinelSource, end + lagMs, `sentinel: ${line.anomaly.method}`);
    }
  }

  private alertOn(service: (typeof fleetServices)[number], windows: readonly Measured[], end: number): void {
    const sum = (of: (window: Measured) => number) => windows.reduce((before, each) => before + of(each), 0);
    const count = sum(({ latency }) => latency.count);
    const alert = this.alerts.take(service, {
      start: end - windowMs,
      total: sum(({ total }) => total),
      bad: sum(({ bad }) => bad),
      meanMs: count === 0 ? 0 : sum(({ latency }) => latency.sumMs) / count,
    });
    if (!alert) return;
    const about = this.score.troubleOf(service.name, end, afterMs)?.occurrence;
    const statement = staticAlertStatement(service.name, alert, end, about);
    this.hear(statement, '/fleet/alerts', end + lagMs, 'static alert');
  }

  private meet(occurrence: Occurrence, requests: number, end: number): void {
    const outcome = this.score.of(occurrence);
    if (outcome.onset === undefined) return;
    const { requestsPerSecond } = this.fleet.of(occurrence.class.service).service;
    const share = requests / ((requestsPerSecond * windowMs) / 1_000);
    const felt = occurrence.course.harm.wrong ? share * doubt : share;
    if (this.people.meet(occurrence, felt, windowMs)) {
      this.hear(reportStatement(occurrence, outcome.onset, end), '/fleet/people', end, 'people');
    }
  }

  private crash({ class: { crashes, service, error }, id }: Occurrence, start: number, end: number): void {
    if (!crashes || !new Dice(this.options.seed, id, 'crash', start).chance(crashChance)) return;
    const data = {
      service: { id: service },
      environment: { id: environment },
      instance: `${service}-2`,
      detail: error,
    };
    const about = { source: '/fleet/kubernetes', at: end };
    this.scribe.write({ name: `compute.${crashes}`, subject: `${service}/${service}-2`, data }, about);
    this.scribe.write({ name: 'compute.restarted', subject: `${service}/${service}-2`, data }, about);
  }

  /** To those who are awake; it opens no incident. */
  private showExemplarLater(occurrence: Occurrence, onset: number, at: number): void {
    const { service } = occurrence.class;
    const then = Math.max(at + lagMs, onset + trackedAfterMs);
    this.agenda.put(then, () => {
      const statement = exemplarStatement(occurrence, onset, then);
      if (statement && this.guardian.openIncident(service))
        this.hear(statement, '/fleet/errors', then, 'error tracker');
    });
  }

  private evaluateRules(at: number): void {
    for (const fired of this.options.guards.alerts?.evaluate(at) ?? []) {
      const { guard, service, cohort } = fired;
      const change = cohort === undefined ? undefined : this.sentinel.changeOf(service, cohort, at);
      this.hear(guardStatement(fired, at, change), sentinelSource, at + lagMs, `guard ${guard.id}`);
    }
  }

  /** What was noticed goes to the guardian and to ramps, and is put to the account of what is true. */
  private hear(statement: StatementOf<'anomaly.detected'>, source: string, at: number, by: string): void {
    const service = statement.data.service.id;
    const anomaly: EventOf<'anomaly.detected'> = this.scribe.write(statement, { source, at });
    const trouble = this.score.troubleOf(service, at, afterMs);
    const isNews = trouble !== undefined && this.score.detected(trouble.occurrence, at, by);
    if (!trouble) this.score.costs.falseAlarms.push({ at, service, by });
    if (isNews) this.showExemplarLater(trouble.occurrence, trouble.onset ?? at, at);
    this.delivery.hear(anomaly, at);
    const answer = this.guardian.answer(anomaly, at);
    if (trouble) trouble.incident ??= answer.incident;
    this.response.to(service, answer, at, trouble?.occurrence, isNews);
  }
}
