import { resolve } from 'node:path';
import {
  createServiceApp,
  forgetRunningInstance,
  listen,
  openPlatform,
  readPlatformConfig,
  Stops,
  version,
  writeRunningInstance,
} from '@hormesis/platform';
import { startTelemetry } from '@hormesis/telemetry';
import { say } from '../cli/output.js';
import { configureDemoReceivers } from '../demo/demo-receivers.js';
import { startDemo } from '../demo/start-demo.js';
import { allServices } from './all-services.js';
import { assertPortIsFree } from './assert-port-is-free.js';
import type { DevOptions } from './dev.command.js';
import { startInfrastructure } from './start-infrastructure.js';

/** What the banner shows, and `--json` prints. */
export type InstanceDescription = {
  version: string;
  url: string;
  token: string | null;
  data: string;
  log: 'kafka' | 'postgres';
  otlp: string | null;
  demo: boolean;
  /** `host:port/name`. Its password stands only in `running.json` in the data folder. */
  database: string;
  /** Kafka, where it keeps the log. */
  brokers: readonly string[] | null;
};

export type Instance = {
  description: InstanceDescription;
  /** Resolves, if ever, when the database or the broker that was started here has ended unasked. */
  crashed: Promise<Error>;
  stop(): Promise<void>;
};

/** Starts infrastructure, services and the demo, in this order; what has been started is stopped when a later part fails. */
export async function startInstance(options: DevOptions): Promise<Instance> {
  const stops = new Stops();
  try {
    const data = resolve(options.data);
    const overrides = options.port === undefined ? {} : { HORMESIS_PORT: String(options.port) };
    await assertPortIsFree(readPlatformConfig({ DATABASE_URL: 'not-yet', ...process.env, ...overrides }));
    const infrastructure = await startInfrastructure({
      data,
      kafka: options.kafka ?? false,
      say: (line) => say(options, line),
    });
    stops.add(infrastructure.stop);
    const config = readPlatformConfig({ ...process.env, ...overrides, ...infrastructure.environment });
    const telemetry = startTelemetry({ service: 'hormesis', version });
    stops.add(() => telemetry.shutdown());
    const demo = !options.empty && config.developmentToken !== undefined;
    const receivers = demo ? await configureDemoReceivers(process.env) : {};
    const platform = await openPlatform(config, 'hormesis');
    stops.add(() => platform.close());
    const app = await createServiceApp(platform, allServices);
    stops.add(() => app.close());
    const url = await listen(app, config);
    const token = config.developmentToken ?? null;
    writeRunningInstance(data, {
      pid: process.pid,
      url,
      token: token ?? '',
      environment: infrastructure.environment,
    });
    stops.add(() => forgetRunningInstance(data));
    if (demo && token) stops.add(startDemo({ url, token, receivers }));
    return {
      description: {
        version,
        url,
        token,
        data,
        log: platform.log.kind,
        otlp: process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
        demo,
        database: platform.database.where,
        brokers: config.kafka?.brokers ?? null,
      },
      crashed: infrastructure.crashed,
      stop: () => stops.all(),
    };
  } catch (error) {
    await stops.abandon();
    throw error;
  }
}
