import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brokerAnswers } from './broker-answers.js';
import { BrokerError } from './broker-error.js';
import { BrokerProcess } from './broker-process.js';
import { checkJava } from './check-java.js';
import { resolveClassPath } from './class-path.js';
import { damaged, formatStorage } from './format-storage.js';
import { Holder } from './holder.js';
import { javaArguments } from './java-command.js';
import { chooseListeners, portTaken } from './listeners.js';
import { serverProperties } from './server-properties.js';

export type KafkaBrokerOptions = {
  /** Where data, settings and the broker's own log (`broker.log`) stand; made when missing. */
  directory: string;
  /** Port on 127.0.0.1. Default: any free one. */
  port?: number;
  /** Where the jars stand or are put. Default: `target/` of this package, shared by all brokers. */
  libraries?: string;
  /** Takes the few lines that a person who waits should see. */
  log?: (line: string) => void;
  /** Called if the broker ends without having been asked to. */
  onCrash?: (error: BrokerError) => void;
};

export type KafkaBroker = {
  /** What clients connect to: `['127.0.0.1:9092']`. */
  brokers: string[];
  /** Resolves when the broker has written everything down and is gone. */
  stop(): Promise<void>;
};

const startPatienceMs = 60_000;
const stopPatienceMs = 20_000;

/**
 * Starts an Apache Kafka broker (KRaft, one node, 127.0.0.1 only) and resolves when it answers. Data of an earlier
 * start in the same directory is continued. The broker ends with this process, however that ends.
 * @throws BrokerError no Java or Maven, Java too old, port taken, data in use or damaged
 */
export async function startKafkaBroker(options: KafkaBrokerOptions): Promise<KafkaBroker> {
  const log = options.log ?? (() => undefined);
  const directory = resolve(options.directory);
  await checkJava();
  const libraries = await resolveClassPath({ ...options, log });
  const listeners = await chooseListeners(options.port);

  const data = join(directory, 'data');
  const properties = join(directory, 'server.properties');
  await mkdir(directory, { recursive: true });
  await writeFile(properties, serverProperties(data, listeners));
  await formatStorage({ libraries, properties, data });

  const holder = new Holder(directory);
  const args = javaArguments(libraries, 'kafka.Kafka', [properties]);
  const broker = new BrokerProcess(args, join(directory, 'broker.log'));
  await untilItAnswers(broker, listeners.port);
  if (broker.hasExited) throw await whyItEnded(broker, { port: listeners.port, data, holder });
  await holder.note();

  let stopping = false;
  broker.onExit(() => {
    if (stopping) return;
    options.onCrash?.(
      new BrokerError(`Kafka has ended by itself. What it said last is in ${join(directory, 'broker.log')}.`),
    );
  });
  return {
    brokers: [`127.0.0.1:${listeners.port}`],
    stop: async () => {
      stopping = true;
      await broker.stop(stopPatienceMs);
      await holder.forget();
    },
  };
}

/** Resolves when the broker answers, or has ended. */
async function untilItAnswers(broker: BrokerProcess, port: number): Promise<void> {
  const deadline = Date.now() + startPatienceMs;
  while (!broker.hasExited && !(await brokerAnswers(port))) {
    if (Date.now() > deadline) {
      await broker.stop(0);
      throw new BrokerError(`Kafka did not answer within ${startPatienceMs / 1000} s: ${broker.lastWords}`);
    }
    await pause(50);
  }
}

async function whyItEnded(
  broker: BrokerProcess,
  { port, data, holder }: { port: number; data: string; holder: Holder },
): Promise<BrokerError> {
  const isTaken = broker.hasSaid(/address already in use/i);
  /* Data that another broker is writing can look corrupt to the second, before it comes to the lock. */
  if (broker.hasSaid(/acquire lock/i) || (!isTaken && (await holder.isAlive()))) {
    return new BrokerError(
      `Kafka's data in ${data} is in use by ${await holder.describe()}. Stop it, or use another data folder.`,
    );
  }
  return isTaken ? portTaken(port) : damaged(data, broker.lastWords);
}
