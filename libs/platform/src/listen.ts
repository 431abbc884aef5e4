import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError, type PlatformConfig } from './platform-config.js';

/**
 * Listens, and says in one line what to do when it cannot.
 * @returns the address under which this process now answers
 */
export async function listen(
  app: NestFastifyApplication,
  { host, port }: Pick<PlatformConfig, 'host' | 'port'>,
): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${port} on ${host} is taken. End what runs there, or choose another: HORMESIS_PORT=${port + 100}.`,
      );
    }
    if (code === 'EACCES')
      throw new ConfigError(
        `Port ${port} may not be used by this user. Choose one above 1023: HORMESIS_PORT=4700.`,
      );
    throw error;
  }
  const address = app.getHttpServer().address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${actual}`;
}
