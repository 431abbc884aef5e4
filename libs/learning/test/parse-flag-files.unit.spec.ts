import { parseFlagdFile, parseRampFile } from '@hormesis/learning';
import { describe, expect, it } from 'vitest';

const file = (path: string, content: unknown) => ({
  path,
  mediaType: 'application/json',
  content: typeof content === 'string' ? content : JSON.stringify(content),
});
const policy = {
  flag: 'cart',
  variant: 'on',
  steps: [{ percentage: 1, bakeSeconds: 600 }],
  guards: [{ metric: 'http.errors', service: 'checkout', worstRatio: 0.02 }],
  onAnomaly: 'kill',
};

describe('the file of a ramp', () => {
  it('is read as it was proposed', () => {
    expect(parseRampFile(file('flags/cart.ramp.json', policy))).toEqual(policy);
  });

  it.each([
    ['steps: 1', /^flags\/cart\.ramp\.json: it is no JSON/],
    [{ ...policy, onAnomoly: 'kill' }, /onAnomoly/],
    [{ ...policy, guards: [{ ...policy.guards[0], worstRation: 0.1 }] }, /guards\.0: .*worstRation/],
    [{ ...policy, onAnomaly: undefined }, /onAnomaly/],
    [{ ...policy, guards: undefined }, /guards/],
  ])('is refused when a field is unknown or missing: %j', (content, message) => {
    expect(() => parseRampFile(file('flags/cart.ramp.json', content))).toThrow(message);
  });
});

describe('the file of a flag', () => {
  const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };

  it('is read flag by flag, whatever else the document says', () => {
    const content = { $schema: 'https://flagd.dev/schema/v0/flags.json', flags: { cart: definition } };
    expect(parseFlagdFile(file('flags/cart.flagd.json', content))).toEqual({ cart: definition });
  });

  it('is refused when a flag has an unknown field', () => {
    const content = { flags: { cart: { ...definition, targetting: {} } } };
    expect(() => parseFlagdFile(file('flags/cart.flagd.json', content))).toThrow(/flags\.cart: .*targetting/);
  });
});
