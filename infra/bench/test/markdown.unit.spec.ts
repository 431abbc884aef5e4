import { describe, expect, it } from 'vitest';
import { markdown } from '../src/markdown.js';

describe('a Markdown table', () => {
  it('has the columns that any line has, in their order', () => {
    expect(
      markdown([
        { run: 'live', µs: undefined, n: 12345 },
        { run: 'copy', µs: 1.5, n: 2 },
      ]),
    ).toBe('| run | n | µs |\n| --- | --- | --- |\n| live | 12,345 |  |\n| copy | 2 | 1.5 |\n');
  });

  it('is nothing without lines', () => {
    expect(markdown([])).toBe('');
  });
});
