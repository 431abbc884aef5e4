import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadedRules } from '@hormesis/delivery';
import type { DataOf } from '@hormesis/events';
import { isEvent } from '@hormesis/events';
import {
  defineFlag,
  type Flag,
  type FlagStatement,
  flagDecider,
  flipFlag,
  scheduleRamp,
} from '@hormesis/flags';
import { type Proposal, type ProposalStatement, proposalDecider, proposeProposal } from '@hormesis/learning';
import { PostgresLog } from '@hormesis/log-postgres';
import { Streams } from '@hormesis/streams';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { happened, startLearning } from './start-learning.js';

const folder = mkdtempSync(join(tmpdir(), 'hormesis-deliver-'));
const rules = join(folder, 'rules');
const remote = join(folder, 'shop.git');
const person = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org'];
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** Merges the branch of a proposal into the one that is deployed. */
function merge(id: string): void {
  const clone = join(folder, 'clone');
  git('-C', clone, 'fetch', '--quiet', 'origin');
  git('-C', clone, 'checkout', '--quiet', '-B', 'main', 'origin/main');
  git('-C', clone, ...person, 'merge', '--quiet', '--no-ff', '-m', 'Merge', `origin/hormesis/${id}`);
  git('-C', clone, 'push', '--quiet', 'origin', 'main');
}

let prometheus: ChildProcess;
let url: string;
let log: PostgresLog;
let learning: Awaited<ReturnType<typeof startLearning>>;
let proposals: Streams<Proposal, ProposalStatement>;
let flags: Streams<Flag, FlagStatement>;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** A repository with one commit, a Prometheus that reads the rules, and a file that says what goes where. */
async function prepare(): Promise<void> {
  mkdirSync(rules);
  git('init', '--quiet', '--bare', '--initial-branch=main', remote);
  const clone = join(folder, 'clone');
  git('clone', '--quiet', remote, clone);
  git('-C', clone, 'checkout', '--quiet', '-b', 'main');
  git('-C', clone, ...person, 'commit', '--quiet', '--allow-empty', '-m', 'Begin');
  git('-C', clone, 'push', '--quiet', 'origin', 'main');
  writeFileSync(join(folder, 'prometheus.yml'), `rule_files: ['${rules}/*.rules.yml']\nscrape_configs: []\n`);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const options = ['--web.enable-lifecycle', `--web.listen-address=127.0.0.1:${port}`];
  const files = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`];
  prometheus = spawn('prometheus', [...options, ...files], { stdio: 'ignore' });
  writeFileSync(
    join(folder, 'delivery.yml'),
    `channels:
  rules: { kind: rules-directory, directory: ${rules}, reload: "${url}" }
  shop: { kind: git, remote: "file://${remote}", prefix: learnt }
deliver:
  - { kinds: [alert], services: [checkout], to: [rules, sentinel] }
  - { kinds: [test], services: [checkout], to: [shop] }
`,
  );
  vi.stubEnv('HORMESIS_DELIVERY_FILE', join(folder, 'delivery.yml'));
  vi.stubEnv('HORMESIS_PROMETHEUS_URL', url);
  vi.stubEnv('HORMESIS_PUBLIC_URL', 'https://hormesis.example.org/');
  await vi.waitFor(() => loadedRules({ url, timeoutMs: 1_000 }), { timeout: 20_000, interval: 100 });
}

beforeAll(async () => {
  await prepare();
  learning = await startLearning();
  log = await PostgresLog.open(learning.database);
  const source = { source: '/hormesis/test' };
  proposals = new Streams(learning.database, log, proposalDecider, source);
  flags = new Streams(learning.database, log, flagDecider, source);
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await log?.close();
  await learning?.stop();
  prometheus?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

type Data = DataOf<'proposal.proposed'>;

/** Puts a proposal, and accepts it as a person does. */
async function accept(id: string, more: Partial<Data> & Pick<Data, 'kind' | 'files'>): Promise<void> {
  const data: Data = {
    service: { id: 'checkout' },
    environment: { id: 'production' },
    incident: `inc-${id}`,
    proposer: more.kind === 'alert' ? 'threshold' : more.kind === 'test' ? 'replay' : 'ramp-steps',
    class: 'detects-earlier',
    title: 'Notice it sooner',
    rationale: 'It took six minutes.',
    evidence: ['event-1'],
    fingerprint: 'fp',
    verification: 'It fires in the next drill.',
    instance: 'This one.',
    generalised: 'All like it.',
    overlaps: [],
    variantsTried: 1,
    ...more,
  };
  await proposals.decide(id, (proposal) => proposeProposal(proposal, data));
  const response = await fetch(`${learning.url()}/api/proposals/${id}/accept`, {
    method: 'POST',
    headers: { authorization: 'Bearer ops-secret', 'content-type': 'application/json' },
    body: JSON.stringify({ untested: true, note: 'a test of the delivery' }),
  });
  expect(response.status).toBe(202);
}

const became = async (id: string) =>
  (await learning.learned()).filter(
    (event) =>
      event.subject === id &&
      isEvent(event, 'proposal.delivered', 'proposal.undelivered', 'proposal.applied'),
  );
const names = async (id: string) => (await became(id)).map(({ name }) => name.replace('proposal.', ''));
const until = (id: string, expected: readonly string[]) =>
  expect.poll(() => names(id), { timeout: 20_000, interval: 50 }).toEqual(expected);

const ruleFile = (id: string, expr = 'vector(1) > 2') => ({
  path: 'alerts/checkout.rules.yml',
  mediaType: 'application/yaml',
  content: `groups:\n  - name: learnt\n    rules:\n      - alert: Learnt\n        expr: ${expr}\n        labels: { hormesis_proposal: ${id} }\n`,
});
const testFile = {
  path: 'tests/regressions/checkout.test.ts',
  mediaType: 'text/typescript',
  content: '// a test\n',
};
const rampFile = (flag: string) => ({
  path: `flags/${flag}.ramp.json`,
  mediaType: 'application/json',
  content: JSON.stringify({
    flag,
    variant: 'on',
    steps: [
      { percentage: 1, bakeSeconds: 600 },
      { percentage: 100, bakeSeconds: 600 },
    ],
    guards: [{ metric: 'http.errors', service: 'checkout', worstRatio: 0.02 }],
    onAnomaly: 'kill',
  }),
});

describe('an accepted alert', () => {
  it('is put before Prometheus, is applied once that has loaded it, and goes when it is retired', async () => {
    await accept('pro-alert', { kind: 'alert', files: [ruleFile('pro-alert')] });
    await until('pro-alert', ['delivered', 'applied']);
    const [delivered, applied] = await became('pro-alert');
    const [accepted] = (await learning.learned()).filter(
      (event) => event.subject === 'pro-alert' && event.name === 'proposal.accepted',
    );
    expect(delivered).toMatchObject({
      causationId: accepted?.id,
      data: {
        by: 'rules-directory',
        at: join(rules, 'hormesis-pro-alert-checkout.rules.yml'),
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(applied).toMatchObject({
      data: {
        seen: 'rule-loaded',
        evidence: expect.stringContaining(`${url} has loaded Learnt (group learnt,`),
      },
    });
    expect(await loadedRules({ url, timeoutMs: 2_000 })).toMatchObject([{ proposal: 'pro-alert' }]);
    await learning.append({ ...accepted!, id: 'accepted-again' });
    await learning.restart();
    const retired = await fetch(`${learning.url()}/api/proposals/pro-alert/retire`, {
      method: 'POST',
      headers: { authorization: 'Bearer ops-secret', 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'it cries' }),
    });
    expect(retired.status).toBe(202);
    await expect.poll(() => readdirSync(rules), { timeout: 10_000 }).toEqual([]);
    expect(await names('pro-alert')).toEqual(['delivered', 'applied']);
  });

  it('that Prometheus does not load is taken away again, said once, and not applied', async () => {
    await accept('pro-bad', { kind: 'alert', files: [ruleFile('pro-bad', 'sum by (')] });
    await until('pro-bad', ['undelivered']);
    const [undelivered] = await became('pro-bad');
    expect(undelivered).toMatchObject({
      data: { by: 'rules-directory', reason: expect.stringContaining('did not load the rules') },
    });
    expect(readdirSync(rules)).toEqual([]);
    await learning.restart();
    expect(await names('pro-bad')).toEqual(['undelivered']);
  });

  it('without a file that says otherwise is left to the sentinel', async () => {
    await accept('pro-other', {
      kind: 'alert',
      service: { id: 'payments' },
      files: [ruleFile('pro-other')],
    });
    await accept('pro-later', { kind: 'test', service: { id: 'payments' }, files: [testFile] });
    await until('pro-later', ['undelivered']);
    expect(await names('pro-other')).toEqual([]);
  });
});

describe('an accepted test', () => {
  it('is pushed to its branch, and applied once that is merged', async () => {
    await accept('pro-test', { kind: 'test', files: [testFile] });
    await until('pro-test', ['delivered']);
    const at = `file://${remote} hormesis/pro-test`;
    expect((await became('pro-test'))[0]).toMatchObject({ data: { by: 'git', at } });
    expect(git('-C', remote, 'show', `hormesis/pro-test:learnt/${testFile.path}`)).toBe('// a test');
    const merged = (subject: string) =>
      happened('change.merged', subject, new Date().toISOString(), { repository: { id: 'shop' } });
    await learning.append(merged('hormesis/pro-test'));
    await accept('pro-behind', { kind: 'test', service: { id: 'payments' }, files: [testFile] });
    await until('pro-behind', ['undelivered']);
    expect(await names('pro-test')).toEqual(['delivered']);
    merge('pro-test');
    const told = merged('hormesis/pro-test');
    await learning.append(merged('hormesis/pro-testing'), told);
    await until('pro-test', ['delivered', 'applied']);
    expect((await became('pro-test'))[1]).toMatchObject({
      causationId: told.id,
      data: { seen: 'commit', evidence: expect.stringMatching(/shop\.git, main: commit [0-9a-f]{40}\.$/) },
    });
  });

  it('is applied when its files are seen on the branch that is deployed, though nobody told of it', async () => {
    await accept('pro-seen', {
      kind: 'test',
      files: [{ ...testFile, path: 'tests/regressions/seen.test.ts' }],
    });
    await until('pro-seen', ['delivered']);
    merge('pro-seen');
    await learning.restart();
    await until('pro-seen', ['delivered', 'applied']);
    expect((await became('pro-seen'))[1]).toMatchObject({
      data: { seen: 'commit', evidence: expect.stringMatching(/shop\.git, main: commit [0-9a-f]{40}\.$/) },
    });
  });

  it('that no channel takes stays accepted, and says how to take it', async () => {
    await accept('pro-taken', { kind: 'test', service: { id: 'search' }, files: [testFile] });
    await until('pro-taken', ['undelivered']);
    expect((await became('pro-taken'))[0]).toMatchObject({
      data: {
        reason: expect.stringMatching(/Take tests\/regressions\/.* from GET \/api\/proposals\/pro-taken/),
      },
    });
  });
});

describe('an accepted flag default', () => {
  const definition = {
    state: 'ENABLED' as const,
    variants: { on: true, off: false },
    defaultVariant: 'off',
  };

  const of = { service: 'checkout', environment: 'production' };
  const policy = {
    variant: 'on',
    steps: [
      { percentage: 1, bakeSeconds: 600 },
      { percentage: 100, bakeSeconds: 600 },
    ],
    guards: [{ metric: 'http.errors', service: 'checkout', worstRatio: 0.02 }],
    onAnomaly: 'kill' as const,
  };
  const flagFile = (flag: string, more: object = {}) => ({
    path: `flags/${flag}.flagd.json`,
    mediaType: 'application/json',
    content: JSON.stringify({ flags: { [flag]: { ...definition, ...more } } }),
  });
  const define = (flag: string, more: object = {}) =>
    flags.decide(flag, (state) => defineFlag(state, { definition: { ...definition, ...more }, ...of }));
  const flagEvents = async (flag: string) => (await flags.events(flag)).map(({ name }) => name);

  it('leaves a flag off that was killed, and its ramp to a person, by whose ramp it is applied', async () => {
    const defined = await define('cache', { defaultVariant: 'on' });
    await flags.decide('cache', (flag) =>
      scheduleRamp(flag, { ...policy, steps: [{ percentage: 100, bakeSeconds: 60 }] }),
    );
    await flags.decide('cache', (flag) => flipFlag(flag, { state: 'DISABLED', reason: 'errors' }));
    await accept('pro-ramp', {
      kind: 'flag-default',
      files: [flagFile('cache'), rampFile('cache')],
      evidence: defined.events.map(({ id }) => id),
    });
    await until('pro-ramp', ['delivered']);
    expect((await became('pro-ramp'))[0]).toMatchObject({
      data: {
        by: 'flags',
        at: 'cache; the ramp of cache waits for a person: hormesis flags ramp cache --policy flags/cache.ramp.json',
      },
    });
    const { state } = await flags.load('cache');
    expect(state).toMatchObject({
      definition: { state: 'DISABLED', defaultVariant: 'off' },
      schedule: undefined,
    });
    expect(state.definition).not.toHaveProperty('targeting');
    expect((await flags.events('cache')).at(-1)).toMatchObject({
      name: 'featureflag.defined',
      actor: { kind: 'system', id: 'learning' },
      correlationId: 'inc-pro-ramp',
    });

    await flags.decide('cache', (flag) => flipFlag(flag, { state: 'ENABLED', reason: 'fixed' }));
    await learning.restart();
    expect((await flagEvents('cache')).at(-1)).toBe('featureflag.flipped');
    const begun = await flags.decide('cache', (flag) => scheduleRamp(flag, policy));
    await until('pro-ramp', ['delivered', 'applied']);
    expect((await became('pro-ramp'))[1]).toMatchObject({
      data: { seen: 'flag-event', evidence: expect.stringContaining(begun.events[0]?.id ?? 'none') },
    });
  });

  it('is applied on a flag that stays off, and turns none on', async () => {
    await define('search', { defaultVariant: 'on' });
    await flags.decide('search', (flag) => flipFlag(flag, { state: 'DISABLED', reason: 'errors' }));
    await accept('pro-off', { kind: 'flag-default', files: [flagFile('search')] });
    // Its own event may be seen before it is stated that it was delivered.
    const seen = async () => (await names('pro-off')).toSorted();
    await expect.poll(seen, { timeout: 20_000, interval: 50 }).toEqual(['applied', 'delivered']);
    expect((await flags.load('search')).state.definition).toEqual({ ...definition, state: 'DISABLED' });
  });

  it('undoes nothing that people did with the flag since', async () => {
    const defined = await define('prices', { defaultVariant: 'on' });
    await define('prices', { variants: { on: true, off: false, trial: true } });
    const evidence = defined.events.map(({ id }) => id);
    await accept('pro-late', { kind: 'flag-default', files: [flagFile('prices')], evidence });
    await define('ranking', { defaultVariant: null });
    await flags.decide('ranking', (flag) => scheduleRamp(flag, policy));
    await accept('pro-during', { kind: 'flag-default', files: [flagFile('ranking')] });
    await until('pro-late', ['undelivered']);
    await until('pro-during', ['undelivered']);
    expect((await became('pro-late'))[0]).toMatchObject({
      data: {
        by: 'flags',
        reason: expect.stringContaining('changed after this was proposed (featureflag.defined'),
      },
    });
    expect((await became('pro-during'))[0]).toMatchObject({
      data: { reason: expect.stringContaining('A ramp of flag ranking is under way') },
    });
    expect(await flagEvents('prices')).toEqual(['featureflag.defined', 'featureflag.defined']);
    expect((await flags.load('ranking')).state.schedule).toMatchObject({ phase: 'running' });
  });

  it('of a flag of others is applied when an event shows it so, and by no other event', async () => {
    const content = JSON.stringify({ flags: { theirs: { ...definition, state: 'DISABLED' } } });
    await accept('pro-theirs', {
      kind: 'flag-default',
      files: [{ path: 'flags/theirs.flagd.json', mediaType: 'application/json', content }],
    });
    await until('pro-theirs', ['undelivered']);
    expect((await became('pro-theirs'))[0]).toMatchObject({
      data: { reason: expect.stringContaining('There is no built-in flag theirs') },
    });
    const defined = (state: 'ENABLED' | 'DISABLED') =>
      happened('featureflag.defined', 'theirs', new Date().toISOString(), {
        definition: { ...definition, state },
      });
    await learning.append(defined('ENABLED'));
    const right = defined('DISABLED');
    await learning.append(right);
    await until('pro-theirs', ['undelivered', 'applied']);
    expect((await became('pro-theirs'))[1]).toMatchObject({
      causationId: right.id,
      data: { evidence: expect.stringContaining(right.id) },
    });
  });
});
