import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokerError } from './broker-error.js';
import { javaArguments } from './java-command.js';
import { runTool, tellingLine } from './run-tool.js';

/**
 * Prepares an empty data folder for a broker that is its own controller; leaves one that is prepared as it is.
 * @throws BrokerError when the folder holds something else
 */
export async function formatStorage(options: {
  libraries: string;
  properties: string;
  data: string;
}): Promise<void> {
  const marker = join(options.data, 'meta.properties');
  if (existsSync(marker)) {
    if (!(await readFile(marker, 'utf8')).includes('cluster.id='))
      throw damaged(options.data, 'meta.properties cannot be read');
    return;
  }
  if (existsSync(options.data) && (await readdir(options.data)).length > 0) {
    throw damaged(options.data, 'meta.properties is missing');
  }
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const format = ['format', '--cluster-id', clusterId, '--config', options.properties];
  const result = await runTool('java', javaArguments(options.libraries, 'kafka.tools.StorageTool', format));
  if (result?.code !== 0) {
    throw new BrokerError(`Kafka could not prepare ${options.data}: ${tellingLine(result?.output ?? '')}`);
  }
}

export function damaged(data: string, reason: string): BrokerError {
  return new BrokerError(
    `Kafka's data in ${data} is damaged: ${reason}. Put a copy back, or move the folder away to start anew.`,
  );
}
