import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunResult, RunSettings } from './run.js';

const program = fileURLToPath(new URL('./run-child.js', import.meta.url));

/** Each run has a process of its own, so that its time and memory are its own. With a folder, its CPU profile goes there. */
export function runInChild(settings: RunSettings, profiles?: string): Promise<RunResult> {
  const profiling =
    profiles === undefined
      ? []
      : ['--cpu-prof', '--cpu-prof-dir', profiles, '--cpu-prof-name', `${settings.name}.cpuprofile`];
  const child = fork(program, { execArgv: profiling, env: { ...process.env, HORMESIS_LOG_LEVEL: 'error' } });
  return new Promise((resolve, reject) => {
    let answer: { result?: RunResult; error?: string } = {};
    child.on('message', (message) => {
      answer = message as typeof answer;
    });
    child.once('exit', (code, signal) => {
      if (answer.result) resolve(answer.result);
      else reject(new Error(`${settings.name}: ${answer.error ?? `ended with ${signal ?? code}`}`));
    });
    child.send(settings);
  });
}
