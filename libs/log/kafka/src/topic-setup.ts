import { topics } from '@hormesis/log';
import type { Admin } from 'kafkajs';
import { type KafkaLogOptions, silent } from './kafka-options.js';
import { retrying } from './retrying.js';

const forEver = -1;
const thirtyDaysMs = 30 * 24 * 60 * 60 * 1000;
const largestBatchBytes = 4 * 1024 * 1024;

/** Makes sure of topics: creates those that are missing, and knows how many partitions each has. */
export class TopicSetup {
  readonly #partitions = new Map<string, Promise<number>>();
  readonly #admin: () => Promise<Admin>;
  readonly #options: KafkaLogOptions;

  constructor(admin: () => Promise<Admin>, options: KafkaLogOptions) {
    this.#admin = admin;
    this.#options = options;
  }

  /** The topic's name on the cluster. */
  nameOf(topic: string): string {
    return `${this.#options.topicPrefix ?? ''}${topic}`;
  }

  /** How many partitions the topic has; creates the topic if there is none. */
  partitionsOf(topic: string): Promise<number> {
    let partitions = this.#partitions.get(topic);
    if (!partitions) {
      partitions = retrying(() => this.#ensure(topic));
      this.#partitions.set(topic, partitions);
      partitions.catch(() => this.#partitions.delete(topic));
    }
    return partitions;
  }

  async #ensure(topic: string): Promise<number> {
    const admin = await this.#admin();
    const name = this.nameOf(topic);
    if (!(await admin.listTopics()).includes(name)) await this.#create(admin, topic);
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [name] });
    const partitions = found[0]?.partitions.length ?? 0;
    if (partitions !== this.#options.partitions) {
      this.#options.report?.warn(
        `Topic ${name} has ${partitions} partitions, ${this.#options.partitions} are configured. The topic stays as it is, for more partitions would split the history of a key. Set HORMESIS_PARTITIONS=${partitions} to silence this.`,
      );
    }
    return partitions;
  }

  async #create(admin: Admin, topic: string): Promise<void> {
    const brokers = (await admin.describeCluster()).brokers.length;
    const replicationFactor = this.#options.replicationFactor ?? Math.min(3, Math.max(1, brokers));
    const retention = topic === topics.signals ? thirtyDaysMs : forEver;
    const created = await admin.createTopics({
      waitForLeaders: false,
      topics: [
        {
          topic: this.nameOf(topic),
          numPartitions: this.#options.partitions,
          replicationFactor,
          configEntries: [
            { name: 'retention.ms', value: String(retention) },
            { name: 'retention.bytes', value: '-1' },
            { name: 'max.message.bytes', value: String(largestBatchBytes) },
            { name: 'min.insync.replicas', value: replicationFactor >= 3 ? '2' : '1' },
          ],
        },
      ],
    });
    const report = this.#options.report ?? silent;
    if (created)
      report.debug(`Created topic ${this.nameOf(topic)} with ${this.#options.partitions} partitions.`);
  }
}
