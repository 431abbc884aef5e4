import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an all-in-one instance leaves for others on this machine: how to reach it and what it stands on. */
export type RunningInstance = {
  pid: number;
  url: string;
  token: string;
  environment: Record<string, string>;
};

const defaultDirectory = '.hormesis';
const fileName = 'running.json';

export function writeRunningInstance(directory: string, instance: RunningInstance): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, fileName), `${JSON.stringify(instance, null, 2)}\n`, { mode: 0o600 });
}

export function forgetRunningInstance(directory: string): void {
  rmSync(join(directory, fileName), { force: true });
}

/** The instance that runs on this machine with its data in `directory`, if there is one alive. */
export function findRunningInstance(directory = defaultDirectory): RunningInstance | undefined {
  const path = join(directory, fileName);
  if (!existsSync(path)) return undefined;
  try {
    const instance = JSON.parse(readFileSync(path, 'utf8')) as RunningInstance;
    process.kill(instance.pid, 0);
    return instance;
  } catch {
    return undefined;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of a service: where it names no DATABASE_URL, that of the instance on this machine stands above it. */
export function joinRunningInstance(env: Environment, directory = defaultDirectory): Environment {
  return env.DATABASE_URL ? env : { ...env, ...findRunningInstance(directory)?.environment };
}
