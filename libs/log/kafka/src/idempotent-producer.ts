import type { Message, Producer, RecordMetadata } from 'kafkajs';
import { type Kafka, Partitioners } from './kafkajs.js';
import { LazyConnection } from './lazy-connection.js';

/**
 * An idempotent producer that is given up after a failed send. kafkajs would use the failed send's sequence numbers
 * again, and a broker that did write those records would take the next ones for a repetition and drop them unseen.
 */
export class IdempotentProducer {
  readonly #kafka: Kafka;
  #current: Sender;

  constructor(kafka: Kafka) {
    this.#kafka = kafka;
    this.#current = new Sender(kafka);
  }

  async send(topic: string, messages: Message[]): Promise<RecordMetadata[]> {
    const sender = this.#current;
    try {
      return await sender.send(topic, messages);
    } catch (error) {
      if (this.#current === sender) {
        this.#current = new Sender(this.#kafka);
        void sender.retire();
      }
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#current.retire();
  }
}

class Sender {
  readonly #connection: LazyConnection<Producer>;
  readonly #sending = new Set<Promise<RecordMetadata[]>>();

  constructor(kafka: Kafka) {
    this.#connection = new LazyConnection(() =>
      kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        createPartitioner: Partitioners.DefaultPartitioner,
      }),
    );
  }

  async send(topic: string, messages: Message[]): Promise<RecordMetadata[]> {
    const producer = await this.#connection.get();
    const sending = producer.send({ topic, acks: -1, messages });
    this.#sending.add(sending);
    try {
      return await sending;
    } finally {
      this.#sending.delete(sending);
    }
  }

  /** Lets the other sends end, then disconnects. */
  async retire(): Promise<void> {
    await Promise.allSettled(this.#sending);
    await this.#connection.close();
  }
}
