import { createServer } from 'node:net';
import { CliError } from '../cli/cli-error.js';

/** Asks before the slow parts start, so that a taken port is said at once. */
export async function assertPortIsFree({ host, port }: { host: string; port: number }): Promise<void> {
  if (port === 0) return;
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
  if (!error) return;
  if (error.code === 'EADDRINUSE') {
    throw new CliError(
      'failed',
      `Port ${port} on ${host} is taken.`,
      `End what runs there, or choose another: --port ${port + 100}`,
    );
  }
  throw new CliError('failed', `Port ${port} on ${host} cannot be used: ${error.message}.`);
}
