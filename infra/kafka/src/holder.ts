import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A note of which process runs the broker of a folder, for people. What keeps a second broker away is Kafka's own
 * lock on its data; this says whom to stop.
 */
export class Holder {
  readonly #file: string;

  constructor(directory: string) {
    this.#file = join(directory, 'kafka.pid');
  }

  async note(): Promise<void> {
    await writeFile(this.#file, `${process.pid}\n`);
  }

  async forget(): Promise<void> {
    await rm(this.#file, { force: true });
  }

  /** Whether the process that left the note still runs. */
  async isAlive(): Promise<boolean> {
    const noted = Number((await readFile(this.#file, 'utf8').catch(() => '')).trim());
    if (!Number.isInteger(noted) || noted <= 0) return false;
    try {
      process.kill(noted, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  }

  /** `process 4711`, or `another broker` when nobody left a note. */
  async describe(): Promise<string> {
    const noted = (await readFile(this.#file, 'utf8').catch(() => '')).trim();
    return /^\d+$/.test(noted) ? `process ${noted}` : 'another broker';
  }
}
