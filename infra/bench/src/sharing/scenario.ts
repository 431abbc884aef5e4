import { setTimeout as wait } from 'node:timers/promises';
import { quantiles } from '../quantiles.js';
import type { Stage } from '../stage/stage.js';
import { type Service, startService } from '../start-service.js';
import type { ProgressWatch } from './progress-watch.js';

export type Phase = {
  what: string;
  /** Copies that run at its end. */
  copies: number;
  seconds: number;
  /** The longest time without progress while events waited, milliseconds: of the worst partition, and of the median one. */
  stoodStillMs: { worst: number; median: number };
};

const most = 4;

/** One to four projectors come, are killed and are replaced, while events flow. */
export class Scenario {
  readonly copies: Service[] = [];
  readonly phases: Phase[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly watch: ProgressWatch,
    private readonly holdSeconds: number,
  ) {}

  async run(): Promise<void> {
    while (this.copies.length < most) {
      const what = this.copies.length === 0 ? 'the first starts' : `number ${this.copies.length + 1} joins`;
      await this.phase(what, () => this.start());
      if (this.copies.length === 1) await this.phase('nothing happens', async () => undefined);
    }
    await this.phase('one is killed (kill -9)', () => this.end('SIGKILL'));
    await this.phase('another takes its place', () => this.start());
    await this.phase('all are replaced, one after the other', async () => {
      for (let n = 0; n < most; n += 1) {
        await this.end('SIGTERM');
        await this.start();
      }
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.copies.splice(0).map((copy) => copy.stop()));
  }

  private async phase(what: string, act: () => Promise<void>): Promise<void> {
    process.stderr.write(`${this.stage.log}: ${what}\n`);
    this.watch.standstill.take();
    const begin = performance.now();
    await act();
    await wait(this.holdSeconds * 1_000);
    const { p50, max } = quantiles([...this.watch.standstill.take().values()]);
    const seconds = Math.round((performance.now() - begin) / 100) / 10;
    this.phases.push({
      what,
      copies: this.copies.length,
      seconds,
      stoodStillMs: { worst: Math.round(max), median: Math.round(p50) },
    });
  }

  private async start(): Promise<void> {
    this.copies.push(await startService('projector', this.stage));
  }

  /** The oldest one goes. */
  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.copies.shift()?.stop(signal);
  }
}
