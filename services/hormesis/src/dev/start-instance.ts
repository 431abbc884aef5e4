import { resolve } from 'node:path';
import {
  createServiceApp,
  forgetRunningInstance,
  listen,
  openPlatform,
  readPlatformConfig,
  version,
  writeRunningInstance,
} from '@hormesis/platform';
import { startTelemetry } from '@hormesis/telemetry';
import { say } from '../cli/output.js';
import { configureDemoRollbacks } from '../demo/demo-rollbacks.js';
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
  environment: Record<string, string>;
};

export type Instance = { description: InstanceDescription; stop(): Promise<void> };

/** Starts infrastructure, services and the demo, in this order; what has been started is stopped when a later part fails. */
export async function startInstance(options: DevOptions): Promise<Instance> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const data = resolve(options.data);
    const overrides = options.port === undefined ? {} : { HORMESIS_PORT: options.port };
    await assertPortIsFree(readPlatformConfig({ DATABASE_URL: 'not-yet', ...process.env, ...overrides }));
    const infrastructure = await startInfrastructure({
      data,
      kafka: options.kafka ?? false,
      say: (line) => say(options, line),
    });
    stops.push(infrastructure.stop);
    const config = readPlatformConfig({ ...process.env, ...overrides, ...infrastructure.environment });
    const telemetry = startTelemetry({ service: 'hormesis', version });
    stops.push(() => telemetry.shutdown());
    const demo = !options.empty && config.developmentToken !== undefined;
    const rollbacks = demo ? await configureDemoRollbacks(process.env) : undefined;
    const platform = await openPlatform(config, 'hormesis');
    stops.push(() => platform.close());
    const app = await createServiceApp(platform, allServices);
    stops.push(() => app.close());
    const url = await listen(app, config);
    const token = config.developmentToken ?? null;
    writeRunningInstance(data, {
      pid: process.pid,
      url,
      token: token ?? '',
      environment: infrastructure.environment,
    });
    stops.push(async () => forgetRunningInstance(data));
    if (demo && token) stops.push(startDemo({ url, token, ...(rollbacks ? { rollbacks } : {}) }));
    return {
      description: {
        version,
        url,
        token,
        data,
        log: platform.log.kind,
        otlp: process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
        demo,
        environment: infrastructure.environment,
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
