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
/** After an outage; then one looks again whether the lease is still ours. */
const stepsAtOnce = 20;
/** What the backoff calls the database; queries have a prefix. */
const ledger = 'ledger';

/**
 * Asks Prometheus at the end of each step of each query, and states the windows. Any number of processes may run it:
 * one at a time asks, and a step that two of them do makes the same events. What fails is tried again, and shown.
 */
@Injectable()
export class PrometheusPoller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = logger('intake');
  private readonly stopping = new AbortController();
  private readonly backoff = new Backoff();
  /** Queries that are being asked. */
  private readonly asking = new Map<string, Promise<void>>();
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
    await Promise.all(this.asking.values());
    if (this.config) await this.ledger.release().catch(() => undefined);
  }

  private async run(config: PrometheusConfig): Promise<void> {
    const { signal } = this.stopping;
    const client = new PrometheusClient(config);
    while (!signal.aborted) {
      if (this.backoff.isOver(ledger)) await this.look(config, client);
      await sleep(wakeMs * (1 + 0.2 * Math.random()), undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(config: PrometheusConfig, client: PrometheusClient): Promise<void> {
    try {
      if (await this.ledger.hold()) await this.begin(config, client);
      this.backoff.succeeded(ledger);
    } catch (err) {
      this.backoff.failed(ledger);
      this.logger.warn({ err }, 'how far Prometheus was asked cannot be noted; trying again');
    }
  }

  /** Begins what is due. No query waits for another. */
  private async begin({ queries, delayMs }: PrometheusConfig, client: PrometheusClient): Promise<void> {
    const states = new Map((await this.ledger.states()).map((state) => [state.name, state]));
    for (const query of queries) {
      const { name, intervalSeconds } = query;
      if (this.asking.has(name) || !this.backoff.isOver(keyOf(query))) continue;
      const done = states.get(name)?.doneUntil;
      const doneUntil = done === undefined ? undefined : new Date(done);
      const { ends } = dueSteps(intervalSeconds * 1_000, delayMs, doneUntil, this.clock.now());
      if (ends.length === 0) continue;
      const asked = this.catchUp(query, ends.slice(0, stepsAtOnce), client).finally(() =>
        this.asking.delete(name),
      );
      this.asking.set(name, asked);
    }
  }

  private async catchUp(
    query: PrometheusQuery,
    ends: readonly Date[],
    client: PrometheusClient,
  ): Promise<void> {
    for (const end of ends) {
      if (this.stopping.signal.aborted) return;
      try {
        const windows = await this.step(query, end, client);
        await this.ledger.done(query.name, end, windows > 0);
        this.backoff.succeeded(keyOf(query));
        countPoll(query, windows > 0 ? 'windows' : 'nothing');
      } catch (err) {
        if (!this.stopping.signal.aborted) await this.note(query, end, err);
        return;
      }
    }
  }

  private async note(query: PrometheusQuery, end: Date, err: unknown): Promise<void> {
    const { name, intervalSeconds } = query;
    this.backoff.failed(keyOf(query));
    countPoll(query, 'failed');
    this.logger.warn({ err, query: name }, 'Prometheus gave no windows; trying again');
    const before = new Date(end.getTime() - intervalSeconds * 1_000);
    await this.ledger
      .failed(name, before, messageOf(err), this.clock.now())
      .catch((error) => this.logger.warn({ err: error, query: name }, 'that it failed cannot be noted'));
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

function keyOf({ name }: PrometheusQuery): string {
  return `query ${name}`;
}

function countPoll({ name }: PrometheusQuery, outcome: 'windows' | 'nothing' | 'failed'): void {
  count('hormesis.prometheus.polls', 1, { query: name, outcome });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
