import type { Method } from './learners.js';
import type { LessonCase } from './lesson-case.js';

/** What a method did with a case. */
export type Result = {
  of: LessonCase;
  proposed: boolean;
  caught: number;
  falseAlarms: number;
  /** Normal points behind the lesson. */
  normal: number;
  /** Of each recurrence that was caught, the share of it that had passed. */
  delays: number[];
  seconds: number;
  family: string;
};

/** An alarm so soon behind an incident, as a share of it, counts as its end. */
const aftermath = 0.5;

export function resultOf(method: Method, of: LessonCase): Result {
  const learner = method.start();
  const alarms: number[] = [];
  let proposed = false;
  let told = false;
  let normal = 0;
  const begin = process.threadCpuUsage();
  for (const point of of.points) {
    if (!told && point.t > of.told.to) {
      proposed = learner.learn(of.told.to, of.told);
      told = true;
    }
    const at = learner.take(point);
    if (at !== undefined && told && proposed) alarms.push(at);
    if (told && !of.recurrences.some(({ from, to }) => point.t >= from && point.t <= to)) normal += 1;
  }
  const used = process.threadCpuUsage(begin);
  const delays = of.recurrences.flatMap(({ from, to }) => {
    const at = alarms.find((t) => t >= from && t <= to);
    return at === undefined ? [] : [(at - from) / Math.max(1, to - from)];
  });
  const ended = (t: number) =>
    [of.told, ...of.recurrences].some(({ from, to }) => t >= from && t <= to + aftermath * (to - from));
  return {
    of,
    proposed,
    caught: delays.length,
    falseAlarms: alarms.filter((t) => !ended(t)).length,
    normal,
    delays,
    seconds: (used.user + used.system) / 1e6,
    family: learner.family?.() ?? '',
  };
}

export type Figures = {
  /** Of the visible incidents, the share from which an alert was proposed; of the others, the share where none was. */
  proposed: number;
  abstained: number;
  /** Of all recurrences, also those of which no alert was proposed. */
  recall: number;
  precision: number;
  falseAlarmsA1000: number;
  medianDelay: number;
  /** Mean over all cases of F1 (visible), and of whether it abstained (the others). */
  score: number;
};

export function figuresOf(results: readonly Result[]): Figures {
  const visible = results.filter(({ of }) => of.visible);
  const others = results.filter(({ of }) => !of.visible);
  const sum = (all: readonly Result[], what: (one: Result) => number) =>
    all.reduce((so, one) => so + what(one), 0);
  const caught = sum(visible, (one) => one.caught);
  const alarms = sum(results, ({ falseAlarms }) => falseAlarms);
  const delays = visible.flatMap((one) => one.delays).sort((one, other) => one - other);
  return {
    proposed: sum(visible, ({ proposed }) => Number(proposed)) / visible.length,
    abstained: others.length === 0 ? 1 : sum(others, ({ proposed }) => Number(!proposed)) / others.length,
    recall: caught / sum(visible, ({ of }) => of.recurrences.length),
    precision: caught / Math.max(1, caught + alarms),
    falseAlarmsA1000: (1000 * alarms) / sum(results, ({ normal }) => normal),
    medianDelay: delays[Math.floor(delays.length / 2)] ?? Number.NaN,
    score: sum(results, worth) / results.length,
  };
}

export function worth({ of, proposed, caught, falseAlarms }: Result): number {
  if (!of.visible) return Number(!proposed);
  return (2 * caught) / (caught + of.recurrences.length + falseAlarms);
}
