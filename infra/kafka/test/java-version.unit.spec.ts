import { describe, expect, it } from 'vitest';
import { javaVersion } from '../src/check-java.js';

describe('the version of Java', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_412"', 8],
    ['openjdk version "25" 2025-09-16', 25],
  ])('of %s is %d', (output, version) => {
    expect(javaVersion(output)).toBe(version);
  });

  it('is unknown where java says something else', () => {
    expect(javaVersion('Error: no such thing')).toBeUndefined();
  });
});
