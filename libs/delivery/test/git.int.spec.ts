import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BranchDelivery, GitForge } from '@hormesis/delivery';
import { describe, expect, it } from 'vitest';
import { itKeepsTheContract, type Subject } from './delivery-contract.js';
import { alertParcel } from './parcels.js';

const branch = 'hormesis/pro-1a2b3c4d5e6f';
const person = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org'];
const limits = { timeoutMs: 20_000, firstPauseMs: 10 };

/** A bare repository, and somebody’s clone of it. */
function startRepository() {
  const folder = mkdtempSync(join(tmpdir(), 'hormesis-git-'));
  const [bare, clone] = [join(folder, 'alerts.git'), join(folder, 'clone')];
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  git(folder, 'clone', '--quiet', bare, clone);
  git(clone, 'checkout', '--quiet', '-b', 'main');
  writeFileSync(join(clone, 'README.md'), 'alerts of the shop');
  const push = (on: string, message: string) => {
    git(clone, 'add', '--all');
    git(clone, ...person, 'commit', '--quiet', '-m', message);
    git(clone, 'push', '--quiet', 'origin', on);
  };
  push('main', 'Begin');
  return {
    bare,
    folder,
    git: (...args: string[]) => git(bare, ...args),
    files: (ref: string) => {
      const names = git(bare, 'ls-tree', '-r', '--name-only', ref).split('\n');
      const own = names.filter((name) => name !== 'README.md');
      return Object.fromEntries(
        own.map((name) => [name, `${git(bare, 'cat-file', 'blob', `${ref}:${name}`)}\n`]),
      );
    },
    pushTo: (on: string, path: string, content: string) => {
      git(clone, 'fetch', '--quiet', 'origin');
      git(clone, 'checkout', '--quiet', '-B', on, `origin/${on}`);
      execFileSync('mkdir', ['-p', dirname(join(clone, path))]);
      writeFileSync(join(clone, path), content);
      push(on, 'Tighten it');
    },
    merge: (from: string) => {
      git(clone, 'fetch', '--quiet', 'origin');
      git(clone, 'checkout', '--quiet', 'main');
      git(clone, ...person, 'merge', '--quiet', '--no-ff', '-m', 'Merge', `origin/${from}`);
      git(clone, 'push', '--quiet', 'origin', 'main');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function start() {
  const repository = startRepository();
  const again = (remote = `file://${repository.bare}`, env: NodeJS.ProcessEnv = process.env) =>
    new BranchDelivery(
      new GitForge({
        remote,
        branch: 'main',
        author: { name: 'Hormesis', email: 'hormesis@example.org' },
        env,
        commandMs: 10_000,
      }),
      { name: 'alerts', limits, prefix: '', labels: [] },
    );
  return { repository, again, delivery: again() };
}

describe('delivering to a git remote', () => {
  itKeepsTheContract(
    async (): Promise<Subject> => {
      const { repository, again, delivery } = start();
      return {
        delivery,
        again,
        files: async () => repository.files(branch),
        effects: async () => Number(repository.git('rev-list', '--all', '--count')),
        pending: async () => repository.git('branch', '--list', branch) !== '',
        meddle: async () => repository.pushTo(branch, 'alerts/checkout-errors.rules.yml', 'mine\n'),
        adopt: async () => repository.merge(branch),
        stop: async () => repository.remove(),
      };
    },
    { http: false },
  );

  it('pushes a branch from the one that is deployed, in its own name', async () => {
    const { repository, delivery } = start();
    expect(await delivery.deliver(alertParcel)).toEqual({
      kind: 'delivered',
      at: `file://${repository.bare} ${branch}`,
    });
    expect(repository.git('log', '-1', '--format=%an <%ae>', branch)).toBe('Hormesis <hormesis@example.org>');
    expect(repository.git('merge-base', 'main', branch)).toBe(repository.git('rev-parse', 'main'));
    repository.remove();
  });

  it('leaves a branch to which others pushed', async () => {
    const { repository, delivery } = start();
    await delivery.deliver(alertParcel);
    repository.pushTo(branch, 'alerts/checkout-errors.rules.yml', 'mine\n');
    expect(await delivery.withdraw(alertParcel)).toMatchObject({
      kind: 'delivered',
      detail: expect.stringContaining('Somebody pushed'),
    });
    expect(repository.files(branch)).toMatchObject({ 'alerts/checkout-errors.rules.yml': 'mine\n' });
    repository.remove();
  });

  it('says what is wrong with a remote, without the password in its address', async () => {
    const { repository, again } = start();
    const gone = await again(`file://${repository.folder}/gone.git`).deliver(alertParcel);
    expect(gone).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^git fetch|^git ls-remote/),
    });
    const password = 'p4ssw0rd-of-the-team';
    const closed = await again(`http://ops:${password}@127.0.0.1:9/alerts.git`).check();
    expect(closed).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(closed)).not.toContain(password);
    const none = await again(undefined, { PATH: repository.folder }).check();
    expect(none).toMatchObject({ kind: 'failed', reason: expect.stringContaining('no git on this machine') });
    repository.remove();
  });
});
