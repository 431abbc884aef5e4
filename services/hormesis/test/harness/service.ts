import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, root } from './instance.js';

export type Service = {
  name: string;
  url: string;
  token: string;
  /** Ends it by a signal; resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<Ended>;
};

type Environment = Record<string, string>;

/** Starts one service as a process of its own, as `npm run service` does, and waits until it says where it listens. */
export async function startService(name: string, env: Environment): Promise<Service> {
  const { child, ended, said } = launch(name, env);
  const url = await Promise.race([
    said(/"url":"([^"]+)"/),
    ended.then(({ code, stderr }) => Promise.reject(new Error(`${name} ended with ${code}: ${stderr}`))),
  ]);
  return {
    name,
    url,
    token: 'dev-token',
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a service that cannot start to its end. */
export function runService(name: string, env: Environment, cwd?: string): Promise<Ended> {
  return launch(name, env, cwd).ended;
}

function launch(name: string, env: Environment, cwd = tmpdir()) {
  const child = spawn(process.execPath, [join(root, 'services', name, 'dist', 'main.js')], {
    cwd,
    env: { ...inherited(), HORMESIS_LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const said = (words: RegExp) =>
    new Promise<string>((resolve) => {
      child.stderr.on('data', () => {
        const found = words.exec(stderr)?.[1];
        if (found) resolve(found);
      });
    });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended, said };
}

/** Without what a developer may have set. */
function inherited(): NodeJS.ProcessEnv {
  const ours = /^(HORMESIS_|KAFKA_|DATABASE_URL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
