import { BrokerError } from './broker-error.js';
import { runTool } from './run-tool.js';

/** The oldest Java that runs the broker of `pom.xml`. */
export const requiredJava = 17;

/** @throws BrokerError when there is no Java, or one that is too old */
export async function checkJava(): Promise<void> {
  const result = await runTool('java', ['-version']);
  if (result?.code !== 0) {
    throw new BrokerError(
      `Kafka needs Java ${requiredJava} or newer, and there is none. Install it, for example: apt-get install openjdk-17-jre-headless.`,
    );
  }
  const version = javaVersion(result.output);
  if (version !== undefined && version < requiredJava) {
    throw new BrokerError(
      `Kafka needs Java ${requiredJava} or newer; "java" is version ${version}. Install a newer one, for example: apt-get install openjdk-17-jre-headless.`,
    );
  }
}

/** The feature version in the output of `java -version`: 8 for `1.8.0_412`, 17 for `17.0.15`. */
export function javaVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}
