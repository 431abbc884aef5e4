import type { Consumption, LogConsumer, TopicPartition } from '@hormesis/log';
import type { Lease, Membership } from './membership.js';
import { PartitionReader, type Source } from './partition-reader.js';

/** How often a member reports; well within its expiry. */
const reportMs = 1_000;

/** A reader that shares the partitions with the others of its group. */
export class GroupConsumer implements LogConsumer {
  readonly #source: Source;
  readonly #consumption: Consumption;
  readonly #membership: Membership;
  /** Tells the other members to report now. */
  readonly #alert: () => void;
  /** Those that read; one that finds the membership lapsed ends by itself, and is begun again by a later report. */
  readonly #readers = new Map<string, PartitionReader>();
  readonly #ending = new Map<string, Promise<void>>();
  #reporting: Promise<void> | undefined;
  #reportAgain = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(source: Source, consumption: Consumption, membership: Membership, alert: () => void) {
    this.#source = source;
    this.#consumption = consumption;
    this.#membership = membership;
    this.#alert = alert;
  }

  assigned(): readonly TopicPartition[] {
    return [...this.#readers.values()].map(({ partition }) => partition);
  }

  /** Reports and takes what is ours; called at the start, by the clock, and when the group has changed. */
  refresh(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#reportAgain = true;
    this.#reporting ??= this.#reportWhileWanted().finally(() => {
      this.#reporting = undefined;
    });
    return this.#reporting;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#reporting;
    for (const name of [...this.#readers.keys()]) this.#end(name);
    await Promise.all(this.#ending.values());
    // If this fails, the membership ends by its expiry.
    await this.#membership.leave().then(this.#alert, () => undefined);
  }

  async #reportWhileWanted(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#reportAgain && !this.#stopped) {
      this.#reportAgain = false;
      await this.#report();
    }
    if (!this.#stopped) this.#timer = setTimeout(() => this.refresh(), reportMs);
  }

  async #report(): Promise<void> {
    try {
      const { leases, changed } = await this.#membership.report();
      if (changed) this.#alert();
      if (this.#membership.isValid) this.#follow(leases);
      else this.#reportAgain = true; // The answer came so late that what it says has lapsed.
    } catch (error) {
      for (const { partition } of this.#readers.values()) this.#consumption.onError?.(error, partition);
      if (!this.#membership.isValid) this.#follow([]);
    }
  }

  #follow(leases: readonly Lease[]): void {
    const ours = new Set(leases.map(nameOf));
    for (const name of [...this.#readers.keys()]) if (!ours.has(name)) this.#end(name);
    for (const lease of leases) {
      const name = nameOf(lease);
      if (lease.excess) this.#giveBack(lease);
      else if (!this.#readers.has(name) && !this.#ending.has(name)) this.#begin(name, lease);
    }
  }

  #begin(name: string, { topic, partition }: TopicPartition): void {
    const isOurs = (): boolean => this.#membership.isValid;
    const reader = new PartitionReader(this.#source, this.#consumption, { topic, partition }, isOurs);
    this.#readers.set(name, reader);
    const forget = (): void => {
      if (this.#readers.get(name) === reader) this.#readers.delete(name);
    };
    reader.ended.then(forget, forget);
  }

  /** No further batch; the running one goes on to its end. */
  #end(name: string, then: () => Promise<void> = async () => undefined): void {
    const reader = this.#readers.get(name);
    this.#readers.delete(name);
    const ended = (reader?.stop() ?? Promise.resolve())
      .then(then)
      .catch(() => undefined)
      .finally(() => this.#ending.delete(name));
    this.#ending.set(name, ended);
  }

  #giveBack(lease: Lease): void {
    if (this.#ending.has(nameOf(lease))) return;
    this.#end(nameOf(lease), () => this.#membership.giveBack(lease).then(this.#alert));
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
