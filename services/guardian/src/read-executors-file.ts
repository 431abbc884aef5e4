import { readFileSync } from 'node:fs';
import { makeExecutors } from '@hormesis/executors';
import { ConfigError } from '@hormesis/platform';

type Environment = Readonly<Record<string, string | undefined>>;

/** The text of HORMESIS_EXECUTORS_FILE, with the variables that it names. */
export type ExecutorsConfig = { text: string; env: Environment };

/** Reads the file and looks whether it can be used. @throws ConfigError when it cannot */
export function readExecutorsFile(env: Environment): ExecutorsConfig | undefined {
  const path = env.HORMESIS_EXECUTORS_FILE;
  if (!path) return undefined;
  const text = textOf(path);
  try {
    makeExecutors(text, { env, factsOf: async () => ({}), told: { wasTold: async () => false } });
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
  return { text, env };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`HORMESIS_EXECUTORS_FILE cannot be read: ${why}.`);
  }
}
