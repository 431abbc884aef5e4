import { makeDeliveries } from '@hormesis/delivery';
import { describe, expect, it } from 'vitest';

const env = { GITHUB_TOKEN: 'ghp_x', GITLAB_TOKEN: 'glpat-x' };
const file = `
channels:
  shop: { kind: github, repository: acme/shop, tokenEnv: GITHUB_TOKEN, prefix: ops }
  infra: { kind: gitlab, project: ops/infra, tokenEnv: GITLAB_TOKEN, branch: trunk }
  plain: { kind: git, remote: "git@git.example.org:ops/alerts.git" }
  rules: { kind: rules-directory, directory: /etc/prometheus/hormesis, reload: "http://prometheus:9090" }
deliver:
  - { services: [checkout, "shop-*"], kinds: [alert], to: [shop, rules, sentinel] }
  - { services: [checkout], environments: [production], to: [infra] }
  - { kinds: [test], to: [plain] }
`;
const { channels, routeFor } = makeDeliveries(file, env);

describe('the delivery file', () => {
  it('makes its channels', () => {
    expect([...channels].map(([name, { channel }]) => [name, channel])).toEqual([
      ['shop', 'github'],
      ['infra', 'gitlab'],
      ['plain', 'git'],
      ['rules', 'rules-directory'],
    ]);
  });

  it('is read as JSON, too, and may be empty', () => {
    expect(makeDeliveries('{"channels": {}, "deliver": []}', {}).channels.size).toBe(0);
    expect(makeDeliveries('', {}).channels.size).toBe(0);
  });

  it.each([
    ['alert', 'checkout', 'production', ['shop', 'rules', 'sentinel']],
    ['alert', 'shop-web', 'staging', ['shop', 'rules', 'sentinel']],
    ['alert', 'workshop', 'production', ['sentinel']],
    ['flag-default', 'checkout', 'production', ['infra']],
    ['flag-default', 'checkout', 'staging', ['flags']],
    ['test', 'payments', undefined, ['plain']],
  ] as const)('sends %s of %s in %s where the first fitting line says', (kind, service, environment, to) => {
    expect(routeFor({ kind, service, ...(environment ? { environment } : {}) })).toEqual(to);
  });

  it('sends tests nowhere without being told', () => {
    expect(makeDeliveries('', {}).routeFor({ kind: 'test', service: 'x' })).toEqual([]);
  });

  it.each([
    [
      'channels: {a: {kind: github, repository: x, tokenEnv: T}}',
      /channels\.a\.repository: must be owner\/name/,
    ],
    ['channels: {a: {kind: github, repository: x/y, token: ghp}}', /Never write a secret here.*"tokenEnv"/],
    ['channels: {a: {kind: github, repository: x/y}}', /channels\.a: it needs "tokenEnv" or "app"/],
    ['channels: {a: {kind: gitlab, project: x, tokenEnv: NONE}}', /channels\.a\.tokenEnv: .*NONE is not set/],
    ['channels: {a: {kind: git, remote: "--upload-pack=x"}}', /must be an address/],
    ['channels: {a: {kind: rules-directory, directory: rules}}', /must be an absolute path/],
    ['channels: {flags: {kind: git, remote: x}}', /that name is of a channel that is always there/],
    [
      'deliver: [{to: [nowhere]}]',
      /deliver\[0\]\.to: there is no channel nowhere\. There are: flags, sentinel/,
    ],
    [
      'channels: {a: {kind: git, remote: x}, b: {kind: git, remote: y}}\ndeliver: [{to: [a, b]}]',
      /two channels are of the kind git/,
    ],
    ['deliver: [{kinds: [alarm], to: []}]', /deliver\[0\]\.kinds\[0\]/],
    ['channels: [', /it is no YAML and no JSON/],
  ])('refuses %s, and says where', (text, why) => {
    expect(() => makeDeliveries(text, {})).toThrow(why);
    expect(() => makeDeliveries(text, {})).toThrow(/^HORMESIS_DELIVERY_FILE: /);
  });
});
