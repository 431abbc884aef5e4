import type { Figures } from '../measure/figures.js';
import { type Quantiles, quantiles } from '../quantiles.js';
import type { Appending, Load } from './load.js';
import type { SubjectProcess } from './subject-process.js';

/** Ours and raw take turns, so that what else the machine does meets both. */
const turns = 4;

export type Appended = {
  eventsPerSecond: number;
  /** How long an append took, milliseconds. */
  appendMs: Quantiles;
  /** Processor time for one event, microseconds: of this Node process, of Postgres, of the broker. */
  cpuMicroseconds: Figures['cpuMicroseconds'];
};

export type Cell = Omit<Load, 'seconds'> & {
  hormesis: Appended;
  raw: Appended;
  /** Events a second, ours by raw. */
  ratio: number;
  /** Events for the same processor time, ours by raw: the machine's other work matters less to it. */
  ratioOfCpu: number;
};

export async function measureCell(hormesis: SubjectProcess, raw: SubjectProcess, load: Load): Promise<Cell> {
  const turn = { ...load, seconds: load.seconds / turns };
  for (const subject of [hormesis, raw]) await subject.append({ ...load, seconds: 0.3 });
  const [ours, theirs]: [Appending[], Appending[]] = [[], []];
  for (let n = 0; n < turns; n += 1) {
    ours.push(await hormesis.append(turn));
    theirs.push(await raw.append(turn));
  }
  const [one, other] = [summaryOf(ours), summaryOf(theirs)];
  return {
    writers: load.writers,
    batch: load.batch,
    hormesis: one,
    raw: other,
    ratio: round(one.eventsPerSecond / other.eventsPerSecond),
    ratioOfCpu: round(cpuOf(other) / cpuOf(one)),
  };
}

function summaryOf(turns: readonly Appending[]): Appended {
  const figures = turns.map((turn) => turn.figures);
  const events = sum(figures, (one) => one.events);
  const each = (of: (cpu: Figures['cpuMicroseconds']) => number) =>
    round(sum(figures, (one) => of(one.cpuMicroseconds) * one.events) / events);
  const hasBroker = figures.some(({ cpuMicroseconds }) => cpuMicroseconds.broker !== undefined);
  return {
    eventsPerSecond: Math.round(events / sum(figures, (one) => one.seconds)),
    appendMs: quantiles(turns.flatMap(({ appendMs }) => appendMs)),
    cpuMicroseconds: {
      node: each(({ node }) => node),
      postgres: each(({ postgres }) => postgres),
      ...(hasBroker ? { broker: each(({ broker }) => broker ?? 0) } : {}),
    },
  };
}

function cpuOf({ cpuMicroseconds: { node, postgres, broker = 0 } }: Appended): number {
  return node + postgres + broker;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
