import { type Servers, type Spent, spent } from '../measure/figures.js';
import type { Phase } from './run.js';

/** Notes when each phase was first seen, and what had been spent until then. */
export class Phases {
  private readonly seen: { name: string; spent: Spent }[] = [];

  constructor(private readonly servers: Servers) {}

  enter(name: string): void {
    if (this.seen.some((one) => one.name === name)) return;
    this.seen.push({ name, spent: spent(this.servers) });
  }

  /** Each of them until the next; the last one until now. */
  all(): Phase[] {
    const ends = [...this.seen.slice(1).map((one) => one.spent), spent(this.servers)];
    return this.seen.map(({ name, spent: begin }, n) => {
      const end = ends[n] ?? begin;
      return {
        name,
        seconds: round(end.clock - begin.clock),
        node: round(end.node - begin.node),
        postgres: round(end.postgres - begin.postgres),
      };
    });
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
