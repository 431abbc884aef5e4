import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, type PlatformConfig } from './platform-config.js';

export type ListenOptions = Pick<PlatformConfig, 'host' | 'port'> & {
  /** When the port is taken, take any that is free. Default: no. */
  orAnyPort?: boolean;
};

/**
 * Listens, and says in one line what to do when it cannot.
 * @returns the address under which this process now answers
 * @throws ConfigError when the port cannot be used
 */
export async function listen(app: NestFastifyApplication, options: ListenOptions): Promise<string> {
  const { host, port, orAnyPort = false } = options;
  // Not by Nest's own `listen`: it prints the error before it throws it.
  await app.init();
  const server = app.getHttpAdapter().getInstance();
  try {
    await server.listen({ host, port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE' && orAnyPort && port !== 0) return listen(app, { host, port: 0 });
    throw whyNot(code, host, port) ?? error;
  }
  const address = app.getHttpServer().address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${actual}`;
}

function whyNot(code: string | undefined, host: string, port: number): ConfigError | undefined {
  if (code === 'EADDRINUSE') {
    return new ConfigError(
      `Port ${port} on ${host} is taken. End what runs there, or choose another: HORMESIS_PORT=${port + 100}.`,
    );
  }
  if (code === 'EACCES') {
    return new ConfigError(
      `Port ${port} may not be used by this user. Choose one above 1023: HORMESIS_PORT=4700.`,
    );
  }
  return undefined;
}
