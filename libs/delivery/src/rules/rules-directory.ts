import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { faultOfPaths } from '@hormesis/events/learning';
import {
  type Check,
  type Effort,
  Failed,
  type Failure,
  type Limits,
  withPatience,
} from '@hormesis/executors';
import type { Delivered, Delivery, Parcel, ParcelFile } from '../delivery.js';
import { faultOfRules } from './fault-of-rules.js';
import { PrometheusReload } from './prometheus-reload.js';
import { removeRuleFile, ruleFileName, ruleFilesOf, writeRuleFile } from './rule-files.js';

/** Contents by name. */
type Files = ReadonlyMap<string, string>;

export type RulesDirectoryOptions = {
  name: string;
  limits: Limits;
  /** A folder that stands in `rule_files` of Prometheus, as `<folder>/*.rules.yml`. */
  directory: string;
  /** Told after each change; absent: it reloads by other means. */
  reload?: PrometheusReload;
};

/** Puts rule files into a folder that Prometheus reads, each as `hormesis-<proposal>-<name>.rules.yml`. */
export class RulesDirectory implements Delivery {
  readonly channel = 'rules-directory';
  readonly name: string;

  constructor(private readonly options: RulesDirectoryOptions) {
    this.name = options.name;
  }

  refuses({ kind, files, proposal }: Parcel): string | undefined {
    if (kind !== 'alert') return 'A directory of rules takes alerts only.';
    const rules = ruleFilesIn(files);
    if (rules.length === 0) return 'It has no file *.rules.yml.';
    const fault = faultOfPaths(rules.map(({ path }) => path));
    if (fault) return fault;
    for (const { path, content } of rules) {
      const wrong = faultOfRules(content, proposal);
      if (wrong) return `${path} is not put before Prometheus: ${wrong}.`;
    }
    return undefined;
  }

  deliver({ proposal, files }: Parcel): Promise<Delivered | Failure> {
    const { directory } = this.options;
    const wanted = new Map(
      ruleFilesIn(files).map((file) => [ruleFileName(proposal, file), file.content] as const),
    );
    let known: Files | undefined;
    return this.work(async (effort): Promise<Delivered> => {
      known ??= await ruleFilesOf(directory, proposal);
      await this.replace(await ruleFilesOf(directory, proposal), wanted);
      await this.reloadOrTakeBack(effort, known, wanted);
      const [first = ''] = wanted.keys();
      return { kind: 'delivered', at: join(directory, first) };
    });
  }

  withdraw({ proposal }: Pick<Parcel, 'proposal'>): Promise<Delivered | Failure> {
    const { directory, reload } = this.options;
    return this.work(async (effort): Promise<Delivered> => {
      const before = await ruleFilesOf(directory, proposal);
      await this.replace(before, new Map());
      // Also where the files are gone already: Prometheus may not have heard of it when they went.
      const refused = await reload?.ask(effort);
      if (refused !== undefined) {
        throw new Failed(`The files were removed, but Prometheus did not load the rest: ${refused}`);
      }
      return { kind: 'delivered', at: directory, detail: `${before.size} files were removed.` };
    });
  }

  async check(): Promise<Check> {
    const { directory } = this.options;
    try {
      await access(directory, constants.W_OK);
      return { kind: 'ready', detail: `${directory} can be written` };
    } catch (error) {
      return { kind: 'failed', reason: reasonOf(error, directory) };
    }
  }

  /** Writes what differs and removes what is not wanted. */
  private async replace(before: Files, wanted: Files): Promise<void> {
    const { directory } = this.options;
    try {
      for (const [name, content] of wanted) {
        if (before.get(name) !== content) await writeRuleFile(directory, name, content);
      }
      for (const name of before.keys()) if (!wanted.has(name)) await removeRuleFile(directory, name);
    } catch (error) {
      throw new Failed(reasonOf(error, directory));
    }
  }

  /** A file that Prometheus does not load would keep it from loading any other: it goes again. */
  private async reloadOrTakeBack(effort: Effort, before: Files, wanted: Files): Promise<void> {
    const { reload } = this.options;
    const refused = await reload?.ask(effort);
    if (refused === undefined) return;
    await this.replace(wanted, isDeepStrictEqual(before, wanted) ? new Map() : before);
    await reload?.ask(effort);
    throw new Failed(`Prometheus did not load the rules, so they were taken away again: ${refused}`);
  }

  private work<T extends { kind: string }>(work: (effort: Effort) => Promise<T>): Promise<T | Failure> {
    const { name, limits } = this.options;
    return withPatience({ who: `The directory ${name}`, limits, secrets: () => [] }, work);
  }
}

/** Those that Prometheus reads; the tests beside them are for promtool. */
function ruleFilesIn(files: readonly ParcelFile[]): ParcelFile[] {
  return files.filter(({ path }) => path.endsWith('.rules.yml'));
}

function reasonOf(error: unknown, directory: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EROFS') return `${directory} may not be written by this process.`;
  if (code === 'ENOENT') return `${directory} does not exist.`;
  return `${directory} cannot be written: ${message}.`;
}
