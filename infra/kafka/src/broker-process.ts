import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { tellingLine } from './run-tool.js';

/**
 * Runs `java` in a process group of its own, so that Ctrl-C in the terminal reaches only us and we stop the broker
 * last. The shell around it ends the broker when the pipe to us closes: however we die, no broker is left behind.
 */
const guardedJava = `
  exec 3<&0
  java "$@" </dev/null 3<&- &
  java=$!
  { cat <&3 >/dev/null; kill "$java"; } 2>/dev/null &
  guard=$!
  exec 3<&-
  trap 'kill "$java" 2>/dev/null' TERM
  wait "$java"; code=$?
  while kill -0 "$java" 2>/dev/null; do wait "$java"; code=$?; done
  kill "$guard" 2>/dev/null
  exit "$code"
`;

export class BrokerProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<void>;
  #exited = false;
  #output = '';

  constructor(args: readonly string[], logFile: string) {
    this.#child = spawn('sh', ['-c', guardedJava, 'kafka', ...args], {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const log = createWriteStream(logFile, { flags: 'a' });
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-20_000);
      log.write(chunk);
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.#child.stdin?.on('error', () => undefined);
    this.#child.once('exit', () => this.#child.stdin?.destroy());
    this.#exit = new Promise((resolve) => {
      this.#child.once('close', () => {
        this.#exited = true;
        log.end();
        resolve();
      });
    });
  }

  get hasExited(): boolean {
    return this.#exited;
  }

  /** What the broker said when it could not go on. */
  get lastWords(): string {
    return tellingLine(this.#output);
  }

  hasSaid(words: RegExp): boolean {
    return words.test(this.#output);
  }

  onExit(listener: () => void): void {
    void this.#exit.then(listener);
  }

  /** Lets the broker finish its work, and ends it if that takes more than `patienceMs`. */
  async stop(patienceMs: number): Promise<void> {
    if (this.#exited) return;
    this.#child.stdin?.end();
    const impatient = setTimeout(() => this.#killGroup(), patienceMs);
    await this.#exit;
    clearTimeout(impatient);
  }

  #killGroup(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // it has just ended by itself
    }
  }
}
