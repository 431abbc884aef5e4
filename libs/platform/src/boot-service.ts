import { createHttpApp, serveApiDocs } from '@hormesis/http';
import { logger, startTelemetry } from '@hormesis/telemetry';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { listen } from './listen.js';
import { openPlatform } from './open-platform.js';
import type { Platform } from './platform.js';
import { PlatformModule } from './platform.module.js';
import { readPlatformConfig } from './platform-config.js';
import { joinRunningInstance } from './running-instance.js';
import { Stops } from './stops.js';
import { untilToldToEnd } from './until-told-to-end.js';
import { version } from './version.js';
import { whyNotThisNode } from './why-not-this-node.js';

/** The port a service listens on when it runs alone and HORMESIS_PORT is not set. */
const ports: Readonly<Record<string, number>> = {
  intake: 4701,
  projector: 4702,
  flags: 4703,
  guardian: 4704,
  learning: 4705,
  postmortem: 4706,
  console: 4707,
  sentinel: 4708,
};

/** Makes the Nest application of one service, or of several in one process, on an open platform. */
export async function createServiceApp(
  platform: Platform,
  services: readonly (Type | DynamicModule)[],
): Promise<NestFastifyApplication> {
  @Module({ imports: [PlatformModule.of(platform), ...services] })
  class ProcessModule {}

  const app = await createHttpApp(ProcessModule, {
    allowedHosts: platform.config.developmentToken ? ['localhost', '127.0.0.1', '[::1]'] : [],
  });
  serveApiDocs(app, version);
  return app;
}

/**
 * Runs one service alone, until it is told to end: what each `main.ts` calls. Without DATABASE_URL it joins the
 * instance that runs on this machine (`npm run start:kafka`). Where its usual port is taken, by another copy of it
 * perhaps, and HORMESIS_PORT asks for none, it takes any that is free.
 */
export async function bootService(
  service: Type | DynamicModule | readonly (Type | DynamicModule)[],
  name: string,
): Promise<void> {
  const wrong = whyNotThisNode();
  if (wrong !== undefined) fail(`${name} cannot start`, wrong);
  const log = logger(name);
  const stops = new Stops();
  try {
    const env = joinRunningInstance(process.env);
    const config = readPlatformConfig(env, ports[name]);
    const telemetry = startTelemetry({ service: `hormesis-${name}`, version });
    stops.add(() => telemetry.shutdown());
    const platform = await openPlatform(config, name);
    stops.add(() => platform.close());
    const app = await createServiceApp(platform, [service].flat());
    stops.add(() => app.close());
    const url = await listen(app, { ...config, orAnyPort: !env.HORMESIS_PORT });
    log.info({ url, log: platform.log.kind }, `${name} ${version} is running`);
    await untilToldToEnd();
  } catch (error) {
    await stops.abandon();
    fail(`${name} cannot start`, error);
  }
  try {
    log.info(`${name} is stopping`);
    await stops.all();
  } catch (error) {
    fail(`${name} did not stop cleanly`, error);
  }
  process.exit(0);
}

function fail(what: string, error: unknown): never {
  process.stderr.write(`hormesis: ${what}. ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
