import { loadavg } from 'node:os';
import { familyCpuSeconds } from './cpu-time.js';

/** What some work cost. */
export type Figures = {
  events: number;
  seconds: number;
  eventsPerSecond: number;
  /** Processor time for one event, microseconds: of this Node process, of Postgres, of the broker. */
  cpuMicroseconds: { node: number; postgres: number; broker?: number };
  /** The most memory that the Node process has held, MiB. */
  peakRssMiB: number;
  /** Load average of the machine over the last minute, at the end. */
  load: number;
};

/** Processes whose cost counts as well. */
export type Servers = { postmaster: number; broker?: number };

/** Does the work, which says how many events it was, and measures it. */
export async function measured(servers: Servers, work: () => Promise<number>): Promise<Figures> {
  const before = spent(servers);
  const events = await work();
  const after = spent(servers);
  const each = (seconds: number) => round((seconds * 1e6) / events);
  const seconds = after.clock - before.clock;
  return {
    events,
    seconds: round(seconds),
    eventsPerSecond: Math.round(events / seconds),
    cpuMicroseconds: {
      node: each(after.node - before.node),
      postgres: each(after.postgres - before.postgres),
      ...(servers.broker === undefined ? {} : { broker: each(after.broker - before.broker) }),
    },
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    load: round(loadavg()[0] ?? 0),
  };
}

export type Spent = { clock: number; node: number; postgres: number; broker: number };

/** Seconds until now: by the clock, and of processor time. */
export function spent({ postmaster, broker }: Servers): Spent {
  const { user, system } = process.cpuUsage();
  return {
    clock: performance.now() / 1000,
    node: (user + system) / 1e6,
    postgres: familyCpuSeconds(postmaster),
    broker: broker === undefined ? 0 : familyCpuSeconds(broker),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
