import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Effort, TryAgain } from '@hormesis/executors';
import type { Branch, Commit, Forge } from '../branch/forge.js';
import { type GitSurroundings, runGit, tryGit } from './run-git.js';

export type GitOptions = {
  /** An address that git takes: `git@git.example.org:ops/alerts.git`. */
  remote: string;
  branch: string;
  /** Who the commits are by. */
  author: { name: string; email: string };
  /** The environment that git gets: its credential helpers and its ssh agent are found by it. */
  env: Readonly<Record<string, string | undefined>>;
  /** The longest that one command may take, milliseconds. */
  commandMs: number;
};

type Git = (args: readonly string[], input?: string) => Promise<string>;

const depth = 30;

/** A git remote without an interface of its own: branches are all there is. Nothing is kept between two works. */
export class GitForge implements Forge {
  readonly channel = 'git';
  readonly place: string;
  readonly base: string;

  constructor(private readonly options: GitOptions) {
    this.place = withoutCredentials(options.remote);
    this.base = options.branch;
  }

  branch(effort: Effort, name: string): Promise<Branch | undefined> {
    return this.work(effort, async (git) => {
      const listed = await git(['ls-remote', '--heads', '--', this.options.remote, `refs/heads/${name}`]);
      const [head] = listed.split(/\s/);
      if (!head) return undefined;
      await this.fetch(git, name, depth);
      const log = await git(['log', `-${depth}`, '--format=%B%x00', head]);
      const messages = log.split('\0').map((message) => message.trim());
      return { head, messages: messages.filter((message) => message !== '') };
    });
  }

  filesAt(effort: Effort, branch: string, paths: readonly string[]) {
    return this.work(effort, async (git, where) => {
      await this.fetch(git, branch, 1);
      const found = new Map<string, string>();
      for (const path of paths) {
        const { code, stdout } = await tryGit(effort, where, ['cat-file', 'blob', `FETCH_HEAD:${path}`]);
        if (code === 0) found.set(path, stdout);
      }
      return found;
    });
  }

  commit(effort: Effort, { branch, message, files, removed, on }: Commit): Promise<void> {
    return this.work(effort, async (git, where) => {
      await this.fetch(git, on === undefined ? this.base : branch, 1);
      const parent = (await git(['rev-parse', 'FETCH_HEAD'])).trim();
      if (on !== undefined && parent !== on) throw new TryAgain(`${branch} was pushed to just now`);
      await git(['read-tree', parent]);
      const entries = removed.map((path) => `0 ${'0'.repeat(40)}\t${path}`);
      for (const { path, content } of files) {
        const blob = (await git(['hash-object', '-w', '--stdin'], content)).trim();
        entries.push(`100644 ${blob}\t${path}`);
      }
      await git(['update-index', '-z', '--index-info'], entries.map((entry) => `${entry}\0`).join(''));
      const tree = (await git(['write-tree'])).trim();
      const { name, email } = this.options.author;
      const as = ['-c', `user.name=${name}`, '-c', `user.email=${email}`];
      const made = (await git([...as, 'commit-tree', tree, '-p', parent, '-F', '-'], message)).trim();
      const lease = `--force-with-lease=refs/heads/${branch}:${on ?? ''}`;
      const push = ['push', '--porcelain', lease, '--', this.options.remote, `${made}:refs/heads/${branch}`];
      await this.push(effort, where, branch, push);
    });
  }

  remove(effort: Effort, branch: string, head: string): Promise<void> {
    return this.work(effort, async (_, where) => {
      const lease = `--force-with-lease=refs/heads/${branch}:${head}`;
      const push = ['push', '--porcelain', lease, '--', this.options.remote, `:refs/heads/${branch}`];
      await this.push(effort, where, branch, push);
    });
  }

  lastChange(effort: Effort): Promise<string> {
    return this.work(effort, async (git) => {
      await this.fetch(git, this.base, 1);
      return (await git(['rev-parse', 'FETCH_HEAD'])).trim();
    });
  }

  addressOf(branch: string): string {
    return `${this.place} ${branch}`;
  }

  async look(effort: Effort): Promise<void> {
    await this.work(effort, (git) => this.fetch(git, this.base, 1));
  }

  secrets(): readonly string[] {
    const password = /^[a-z+]+:\/\/[^/@]*:([^/@]+)@/.exec(this.options.remote)?.[1];
    return password === undefined ? [] : [password, decodeURIComponent(password)];
  }

  private async push(
    effort: Effort,
    where: GitSurroundings,
    branch: string,
    args: readonly string[],
  ): Promise<void> {
    const { code, stdout, stderr } = await tryGit(effort, where, args);
    if (code !== 0 && /stale info|fetch first|non-fast-forward/.test(stdout + stderr)) {
      throw new TryAgain(`${branch} was pushed to just now`);
    }
    if (code !== 0) await runGit(effort, where, args);
  }

  private async fetch(git: Git, branch: string, commits: number): Promise<void> {
    const options = ['--quiet', '--no-tags', `--depth=${commits}`];
    await git(['fetch', ...options, '--', this.options.remote, `refs/heads/${branch}`]);
  }

  private async work<T>(effort: Effort, work: (git: Git, where: GitSurroundings) => Promise<T>): Promise<T> {
    const cwd = await mkdtemp(join(tmpdir(), 'hormesis-delivery-'));
    const where = { cwd, env: this.options.env, commandMs: this.options.commandMs };
    const git: Git = (args, input) => runGit(effort, where, args, input);
    try {
      await git(['init', '--quiet', '--bare']);
      return await work(git, where);
    } finally {
      await rm(cwd, { recursive: true, force: true });
    }
  }
}

/** Addresses are shown; what stands before the @ may be a token. */
function withoutCredentials(remote: string): string {
  return remote.replace(/^([a-z+]+:\/\/)[^/@]*@/, '$1');
}
