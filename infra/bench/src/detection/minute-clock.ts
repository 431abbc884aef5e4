import type { Judge, Minutes, Verdict } from './judge.js';
import { type ChangeLine, isChange, type Line, type WindowLine } from './lines.js';
import { MinutePoint } from './minute-points.js';

const minuteMs = 60_000;

export type Judged = {
  changeId: string;
  service: string;
  t: number;
  minuteBegan: number;
  verdicts: Verdict[];
};

/** Collects minutes by arrival, and has judges look at each change when one of its minutes is over, until it is taken back. */
export class MinuteClock {
  private readonly changes = new Map<string, ChangeMinutes>();
  private readonly before: MinutePoint[] = [];
  private beforeBegan: number | undefined;

  constructor(private readonly judges: readonly Judge[]) {}

  take(line: Line): Judged[] {
    const judged: Judged[] = [];
    for (const [changeId, change] of this.changes) {
      while (line.at >= change.began + minuteMs) {
        const { service, began } = change;
        const minutes = change.next();
        const verdicts = this.judges.map((judge) => judge(minutes));
        judged.push({ changeId, service, t: line.at, minuteBegan: began, verdicts });
      }
    }
    if (!isChange(line)) this.count(line);
    else if (line.change.exposure === 0) this.changes.delete(line.change.id);
    else if (!this.changes.has(line.change.id)) this.open(line);
    return judged;
  }

  private open(line: ChangeLine): void {
    this.changes.set(line.change.id, new ChangeMinutes(line, [...this.before]));
  }

  private count(line: WindowLine): void {
    this.beforeBegan ??= line.at;
    const minute = Math.floor((line.at - this.beforeBegan) / minuteMs);
    while (this.before.length <= minute) this.before.push(new MinutePoint());
    this.before[minute]?.add(line);
    for (const change of this.changes.values()) change.count(line);
  }
}

/** The minutes of one change from its arrival on. */
class ChangeMinutes {
  private readonly exposed: MinutePoint[] = [];
  private readonly others: MinutePoint[] = [];
  private nowExposed = new MinutePoint();
  private nowOthers = new MinutePoint();

  private readonly id: string;
  readonly service: string;
  began: number;

  constructor(
    private readonly told: ChangeLine,
    private readonly before: readonly MinutePoint[],
  ) {
    this.id = told.change.id;
    this.service = told.change.service;
    this.began = told.at;
  }

  /** What ended before the change is no part of its first minute, though it arrives later. */
  count(line: WindowLine): void {
    if (line.t <= this.told.t) return;
    const isExposed = line.cohort.split('+').includes(this.id);
    (isExposed ? this.nowExposed : this.nowOthers).add(line);
  }

  /** Ends the minute. */
  next(): Minutes {
    this.exposed.push(this.nowExposed);
    this.others.push(this.nowOthers);
    this.nowExposed = new MinutePoint();
    this.nowOthers = new MinutePoint();
    this.began += minuteMs;
    return { before: this.before, exposed: this.exposed, others: this.others };
  }
}
