import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Position } from '@hormesis/log';
import type { Appending, Load } from './load.js';
import type { Reading } from './reading.js';
import type { Setting } from './subject.js';

export type Request =
  | { kind: 'open' }
  | { kind: 'append'; load: Load }
  | { kind: 'read'; heads: readonly Position[] }
  | { kind: 'close' };

export type Answer = { result?: unknown; error?: string };

const program = fileURLToPath(new URL('./subject-child.js', import.meta.url));

/** A subject in a process of its own, so that neither slows or speeds the other. */
export class SubjectProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly name: string,
  ) {}

  /** With a folder, a CPU profile of the process goes there when it ends. */
  static async start(setting: Setting, profiles?: string): Promise<SubjectProcess> {
    const name = `${setting.stage.log}-${setting.name}`;
    const profiling = [
      '--cpu-prof',
      '--cpu-prof-dir',
      profiles ?? '',
      '--cpu-prof-name',
      `${name}.cpuprofile`,
    ];
    // kafkajs alone arms timers with negative delays, of which Node warns.
    const execArgv = ['--no-warnings', ...(profiles === undefined ? [] : profiling)];
    const subject = new SubjectProcess(fork(program, [JSON.stringify(setting)], { execArgv }), name);
    await subject.ask({ kind: 'open' });
    return subject;
  }

  append(load: Load): Promise<Appending> {
    return this.ask({ kind: 'append', load }) as Promise<Appending>;
  }

  read(heads: readonly Position[]): Promise<Reading> {
    return this.ask({ kind: 'read', heads }) as Promise<Reading>;
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit');
    await this.ask({ kind: 'close' }).catch(() => undefined);
    this.child.disconnect();
    await ended;
  }

  private async ask(request: Request): Promise<unknown> {
    const over = new AbortController();
    const { signal } = over;
    const heard = once(this.child, 'message', { signal }) as Promise<[Answer]>;
    const gone = once(this.child, 'exit', { signal }).then(([code]): [Answer] => [
      { error: `its process ended with ${code}` },
    ]);
    this.child.send(request);
    try {
      const [{ result, error }] = await Promise.race([heard, gone]);
      if (error !== undefined) throw new Error(`${this.name}, ${request.kind}: ${error}`);
      return result;
    } finally {
      over.abort();
      await Promise.allSettled([heard, gone]);
    }
  }
}
