import type { AnomalyLine, Line } from './lines.js';
import type { Scenario } from './scenario.js';
import { epoch } from './simulate.js';
import type { Subject } from './subject.js';

/** What a subject said in one run. Seconds count from the onset. */
export type Outcome = {
  /** An anomaly before the change, or before anything happened. */
  falseInHistory: boolean;
  /** An anomaly from the change on, while nothing was wrong. */
  falseAlarm: boolean;
  /** From the onset until the decision; undefined: missed. */
  delay?: number;
  /** How far the onset it tells lies from the true one. */
  onsetError?: number;
  /** It found the fault, and named the guilty change with it. */
  named: boolean;
  /** It blamed a change that was not guilty: until it found the fault, or at any time where no change is. */
  wrong: boolean;
  /** The methods of the anomalies that decided the above. */
  methods: string[];
};

/** Watches a subject through one run. */
export class Examiner {
  private readonly outcome: Outcome = {
    falseInHistory: false,
    falseAlarm: false,
    named: false,
    wrong: false,
    methods: [],
  };
  private foundAt: number | undefined;

  constructor(
    private readonly scenario: Scenario,
    private readonly subject: Subject,
  ) {}

  take(line: Line): void {
    for (const anomaly of this.subject.take(line)) this.hear(anomaly);
  }

  /** Whether nothing that follows would count. */
  isDone(now: number): boolean {
    const { truth } = this.scenario;
    const mayErr = truth.kind === 'fault' && truth.guilty === undefined;
    return !mayErr && this.foundAt !== undefined && now > this.foundAt;
  }

  result(): Outcome {
    return this.outcome;
  }

  private hear(line: AnomalyLine): void {
    if (this.isDone(line.t) || !this.counts(line)) return;
    if (this.outcome.methods.length < 5) this.outcome.methods.push(line.anomaly.method);
  }

  /** Whether it says something about the subject. */
  private counts({ t, anomaly }: AnomalyLine): boolean {
    const { truth } = this.scenario;
    const seconds = (t - epoch) / 1000;
    const names = anomaly.changeId !== undefined;
    if (seconds < 0) {
      this.outcome.falseInHistory = true;
      return true;
    }
    if (truth.kind === 'healthy' || seconds < truth.onset) {
      if (truth.kind === 'healthy' && truth.mayTell && !names) return false;
      this.outcome.falseAlarm = true;
      this.outcome.wrong ||= names;
      return true;
    }
    if (names && anomaly.changeId !== truth.guilty) {
      this.outcome.wrong = true;
      return true;
    }
    return this.found(t, names, (anomaly.onset - epoch) / 1000 - truth.onset, truth.onset);
  }

  private found(t: number, names: boolean, onsetError: number, onset: number): boolean {
    this.outcome.named ||= names;
    if (this.foundAt !== undefined) return false;
    this.foundAt = t;
    this.outcome.delay = (t - epoch) / 1000 - onset;
    this.outcome.onsetError = onsetError;
    return true;
  }
}
