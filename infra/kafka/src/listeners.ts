import { createServer } from 'node:net';
import { BrokerError } from './broker-error.js';

/** The ports of the broker on 127.0.0.1; nobody but the broker itself talks to its controller. */
export type Listeners = { port: number; controllerPort: number };

/**
 * Takes the given port (0 or none: any free one) and a free one for the controller.
 * @throws BrokerError when the port is taken
 */
export async function chooseListeners(wanted = 0): Promise<Listeners> {
  try {
    const [port, controllerPort] = await freePorts([wanted, 0]);
    return { port: port ?? wanted, controllerPort: controllerPort ?? 0 };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw portTaken(wanted);
    }
    throw error;
  }
}

export function portTaken(port: number): BrokerError {
  return new BrokerError(
    `Port ${port} on 127.0.0.1 is taken. Stop what listens there, or give Kafka another port.`,
  );
}

/** Holds all of them at once, so that no two are the same. */
async function freePorts(wanted: readonly number[]): Promise<number[]> {
  const servers = wanted.map(() => createServer());
  try {
    const ports: number[] = [];
    for (const [index, server] of servers.entries()) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(wanted[index], '127.0.0.1', resolve);
      });
      const address = server.address();
      ports.push(typeof address === 'object' && address ? address.port : 0);
    }
    return ports;
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}
