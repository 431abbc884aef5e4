import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CohortPart, cohortOf, cohortParts } from '../src/index.js';

const name = fc.string({ minLength: 1 });
const part: fc.Arbitrary<CohortPart> = fc.oneof(
  fc.record({ kind: fc.constant('change' as const), id: name }),
  fc
    .constantFrom('all', 'control', 'flag:x', 'pod:', 'version:1')
    .map((id) => ({ kind: 'change' as const, id })),
  fc.record({ kind: fc.constant('version' as const), version: name }),
  fc.record({ kind: fc.constant('pod' as const), name }),
  fc.record({ kind: fc.constant('flag' as const), key: name }),
  fc.record({ kind: fc.constant('flag' as const), key: name, variant: name }),
);

describe('the parts of a cohort', () => {
  it.each([
    ['all', { kind: 'all' }],
    ['control', { kind: 'control' }],
    ['version:v413', { kind: 'parts', parts: [{ kind: 'version', version: 'v413' }] }],
    ['version:1.2.0%2Bbuild7', { kind: 'parts', parts: [{ kind: 'version', version: '1.2.0+build7' }] }],
    ['flag:checkout-v2', { kind: 'parts', parts: [{ kind: 'flag', key: 'checkout-v2' }] }],
    ['flag:checkout-v2=on', { kind: 'parts', parts: [{ kind: 'flag', key: 'checkout-v2', variant: 'on' }] }],
    ['pod:checkout-7d9f-abcde', { kind: 'parts', parts: [{ kind: 'pod', name: 'checkout-7d9f-abcde' }] }],
    ['4c1b9e2', { kind: 'parts', parts: [{ kind: 'change', id: '4c1b9e2' }] }],
    ['urn:ci/checkout:7', { kind: 'parts', parts: [{ kind: 'change', id: 'urn:ci/checkout:7' }] }],
    ['100%', { kind: 'parts', parts: [{ kind: 'change', id: '100%' }] }],
    [
      'version:v2+flag:f=on',
      {
        kind: 'parts',
        parts: [
          { kind: 'version', version: 'v2' },
          { kind: 'flag', key: 'f', variant: 'on' },
        ],
      },
    ],
  ])('%s', (text, cohort) => {
    expect(cohortParts(text)).toEqual(cohort);
  });

  it.each([
    '',
    '+',
    'a+',
    '+a',
    'version:',
    'flag:',
    'flag:=on',
    'flag:f=',
    'flag:f=a=b',
    'pod:',
    'all+v1',
    'v1+control',
  ])('there are none in "%s"', (text) => {
    expect(cohortParts(text)).toBeUndefined();
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(cohortParts(cohortOf(parts))).toEqual({ kind: 'parts', parts });
      }),
    );
  });

  it('of no cohort at all are everybody', () => {
    expect(cohortOf([])).toBe('all');
  });
});
