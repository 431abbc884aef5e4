import { setTimeout as sleep } from 'node:timers/promises';
import type { EventOf } from '@hormesis/events';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { count, logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { appendToLog } from '../receive-events/append-to-log.js';
import { checkEvent } from '../receive-events/check-event.js';
import { windowEvent } from '../receive-metrics/window-event.js';
import { Backoff } from './backoff.js';
import { dueSteps } from './due-steps.js';
import { PollLedger } from './poll-ledger.js';
import { PrometheusClient } from './prometheus-client.js';
import { PROMETHEUS_CONFIG, type PrometheusConfig, type PrometheusQuery } from './prometheus-config.js';
import { windowsOfStep } from './windows-of-step.js';

const wakeMs = 500;

/**
 * Asks Prometheus at the end of each step of each query, and states the windows. Any number of processes may run it:
 * one at a time asks, and a step that two of them do makes the same events. What fails is tried again, and shown.
 */
@Injectable()
export class PrometheusPoller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = logger('intake');
  private readonly stopping = new AbortController();
  private readonly backoff = new Backoff();
  private running: Promise<void> | undefined;

  constructor(
    @Inject(PROMETHEUS_CONFIG) private readonly config: PrometheusConfig | undefined,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ledger: PollLedger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config) this.running = this.run(this.config);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
    if (this.config) await this.ledger.release().catch(() => undefined);
  }

  private async run(config: PrometheusConfig): Promise<void> {
    const { signal } = this.stopping;
    const client = new PrometheusClient(config);
    while (!signal.aborted) {
      try {
        if (await this.ledger.hold()) await this.round(config, client);
      } catch (err) {
        this.logger.warn({ err }, 'how far Prometheus was asked cannot be noted; trying again');
      }
      await sleep(wakeMs * (1 + 0.2 * Math.random()), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Does what is due. Queries do not wait for one another. */
  private async round(config: PrometheusConfig, client: PrometheusClient): Promise<void> {
    const states = new Map((await this.ledger.states()).map((state) => [state.name, state]));
    await Promise.all(
      config.queries
        .filter(({ name }) => this.backoff.isOver(name))
        .map(async (query) => {
          const done = states.get(query.name)?.doneUntil;
          const doneUntil = done === undefined ? undefined : new Date(done);
          const { ends } = dueSteps(
            query.intervalSeconds * 1_000,
            config.delayMs,
            doneUntil,
            this.clock.now(),
          );
          await this.catchUp(query, ends.slice(0, 20), client);
        }),
    );
  }

  private async catchUp(
    query: PrometheusQuery,
    ends: readonly Date[],
    client: PrometheusClient,
  ): Promise<void> {
    const { name } = query;
    for (const end of ends) {
      if (this.stopping.signal.aborted) return;
      try {
        const windows = await this.step(query, end, client);
        await this.ledger.done(name, end, windows > 0);
        this.backoff.succeeded(name);
        count('hormesis.prometheus.polls', 1, { query: name, outcome: windows > 0 ? 'windows' : 'nothing' });
      } catch (err) {
        if (this.stopping.signal.aborted) return;
        this.backoff.failed(name);
        count('hormesis.prometheus.polls', 1, { query: name, outcome: 'failed' });
        this.logger.warn({ err, query: name }, 'Prometheus gave no windows; trying again');
        const before = new Date(end.getTime() - query.intervalSeconds * 1_000);
        await this.ledger.failed(name, before, messageOf(err), this.clock.now());
        return;
      }
    }
  }

  private async step(query: PrometheusQuery, end: Date, client: PrometheusClient): Promise<number> {
    const ask = async (expression: string | undefined) => {
      const { signal } = this.stopping;
      if (expression === undefined) return [];
      return client.query(expression.replaceAll('$interval', `${query.intervalSeconds}s`), end, signal);
    };
    const [total, bad, buckets, sum] = await Promise.all(
      [query.total, query.bad, query.latency?.buckets, query.latency?.sum].map(ask),
    );
    const windows = windowsOfStep(query, end, {
      total: total ?? [],
      bad: bad ?? [],
      buckets: buckets ?? [],
      sum: sum ?? [],
    });
    const now = this.clock.now();
    const stamp = { recordedTime: now.toISOString(), actor: { kind: 'system', id: 'prometheus' } } as const;
    const events = windows
      .map((window) => windowEvent(window, { ...stamp, digest: `${query.name}/${window.service}` }))
      .filter((event) => this.isFit(event, now));
    await appendToLog(this.log, events);
    return events.length;
  }

  private isFit(event: EventOf<'signal.measured'>, now: Date): boolean {
    return checkEvent(event, { now, bytes: 0, mayHoldNul: true }) === undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
