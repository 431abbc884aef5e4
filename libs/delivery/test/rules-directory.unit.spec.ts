import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Parcel, PrometheusReload, RulesDirectory } from '@hormesis/delivery';
import { describe, expect, it } from 'vitest';
import { startFakeServer } from '../../executors/test/fakes/fake-server.js';
import { itKeepsTheContract, type Subject } from './delivery-contract.js';
import { alertParcel, editedParcel, limits, proposal } from './parcels.js';

const ours = `hormesis-${proposal}-checkout-errors.rules.yml`;

/** A directory of rules, and a Prometheus that loads only what has no `bad` in it. */
async function start({ lifecycle = true } = {}) {
  const directory = join(mkdtempSync(join(tmpdir(), 'hormesis-rules-')), 'rules');
  mkdirSync(directory);
  const contents = () =>
    Object.fromEntries(
      readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
    );
  const loaded: Record<string, string>[] = [];
  const server = await startFakeServer(() => {
    if (!lifecycle) return { status: 403, body: 'Lifecycle API is not enabled.' };
    const bad = Object.values(contents()).some((text) => text.includes('bad('));
    if (bad) return { status: 500, body: 'failed to reload config: one or more errors occurred' };
    loaded.push(contents());
    return { status: 200 };
  });
  const again = () =>
    new RulesDirectory({
      name: 'rules',
      limits,
      directory,
      reload: new PrometheusReload({ url: server.url }),
    });
  const stop = async () => {
    await server.stop();
    rmSync(dirname(directory), { recursive: true, force: true });
  };
  return { directory, contents, loaded, server, again, delivery: again(), stop };
}

const withRule = (content: string): Parcel => ({
  ...alertParcel,
  files: [{ path: 'alerts/checkout-errors.rules.yml', mediaType: 'application/yaml', content }],
});
const text = alertParcel.files[0]?.content ?? '';

describe('delivering to a directory of rules', () => {
  itKeepsTheContract(
    async (): Promise<Subject> => {
      const { contents, server, again, delivery, stop } = await start();
      return {
        delivery,
        again,
        files: async () => {
          const named = Object.entries(contents()).map(([name, content]) => [
            name.replace(`hormesis-${proposal}-`, 'alerts/'),
            content,
          ]);
          return Object.fromEntries(named);
        },
        effects: async () => Object.keys(contents()).length,
        pending: async () => Object.keys(contents()).length > 0,
        server,
        stop,
      };
    },
    { http: false, takes: (path) => path.endsWith('.rules.yml') },
  );

  it('writes the rules only, under a name of its own, and has Prometheus load them', async () => {
    const { contents, loaded, delivery, stop } = await start();
    expect(await delivery.deliver(alertParcel)).toMatchObject({
      kind: 'delivered',
      at: expect.stringMatching(new RegExp(`/rules/${ours}$`)),
    });
    expect(contents()).toEqual({ [ours]: text });
    expect(loaded).toEqual([{ [ours]: text }]);
    await stop();
  });

  it('removes the files of a proposal that is retired, and no others', async () => {
    const { directory, contents, loaded, delivery, stop } = await start();
    writeFileSync(join(directory, 'team.rules.yml'), 'groups: []');
    await delivery.deliver(alertParcel);
    expect(await delivery.withdraw({ proposal })).toMatchObject({ detail: '1 files were removed.' });
    expect(await delivery.withdraw({ proposal })).toMatchObject({ kind: 'delivered' });
    expect(contents()).toEqual({ 'team.rules.yml': 'groups: []' });
    expect(loaded.at(-1)).toEqual({ 'team.rules.yml': 'groups: []' });
    await stop();
  });

  it('has Prometheus forget a retired rule though it could not be told at first', async () => {
    const { directory, loaded, delivery, again, server, stop } = await start();
    await delivery.deliver(alertParcel);
    server.fail(Array.from({ length: 200 }, () => ({ status: 503 })));
    expect(await delivery.withdraw({ proposal })).toMatchObject({ kind: 'failed' });
    server.fail([]);
    writeFileSync(join(directory, 'team.rules.yml'), 'bad(');
    expect(await again().withdraw({ proposal })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('did not load the rest'),
    });
    writeFileSync(join(directory, 'team.rules.yml'), 'groups: []');
    expect(loaded.at(-1)).toHaveProperty([ours]);
    expect(await again().withdraw({ proposal })).toMatchObject({ kind: 'delivered' });
    expect(loaded.at(-1)).toEqual({ 'team.rules.yml': 'groups: []' });
    await stop();
  });

  it('puts back what was there when Prometheus does not load the new rules', async () => {
    const { contents, delivery, again, stop } = await start();
    const bad = withRule(text.replace('up == 0', 'bad('));
    expect(await delivery.deliver(bad)).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(
        /did not load the rules, so they were taken away again: .*failed to reload/,
      ),
    });
    expect(contents()).toEqual({});
    await delivery.deliver(editedParcel);
    expect(await again().deliver(bad)).toMatchObject({ kind: 'failed' });
    expect(contents()).toEqual({ [ours]: editedParcel.files[0]?.content });
    await stop();
  });

  it('takes away what a killed process left there unloaded', async () => {
    const { directory, contents, delivery, stop } = await start();
    const bad = text.replace('up == 0', 'bad(');
    writeFileSync(join(directory, ours), bad);
    expect(await delivery.deliver(withRule(bad))).toMatchObject({ kind: 'failed' });
    expect(contents()).toEqual({});
    await stop();
  });

  it.each([
    ['no YAML', 'groups: [', /it is no YAML/],
    ['no rule file', 'rules: []', /it is no rule file: groups/],
    ['no alert', 'groups: [{name: a, rules: [{record: b, expr: up}]}]', /it has no alert/],
    [
      'an alert that nobody would know again',
      text.replace(proposal, 'pro-other'),
      /lacks the label hormesis_pro/,
    ],
  ])('puts %s before Prometheus', async (_, content, why) => {
    const { delivery, stop } = await start();
    expect(delivery.refuses(withRule(content))).toMatch(why);
    await stop();
  });

  it('takes alerts only', async () => {
    const { delivery, stop } = await start();
    expect(delivery.refuses({ ...alertParcel, kind: 'test' })).toMatch(/alerts only/);
    expect(delivery.refuses({ ...alertParcel, files: alertParcel.files.slice(1) })).toMatch(
      /no file \*\.rules/,
    );
    await stop();
  });

  it('says what to do where Prometheus may not be told, or the folder not be written', async () => {
    const { delivery, stop } = await start({ lifecycle: false });
    expect(await delivery.deliver(alertParcel)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('--web.enable-lifecycle'),
    });
    await stop();
    const none = new RulesDirectory({ name: 'rules', limits, directory: '/nowhere/rules' });
    expect(await none.check()).toMatchObject({ kind: 'failed', reason: '/nowhere/rules does not exist.' });
  });
});
