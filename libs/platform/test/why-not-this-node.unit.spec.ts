import { expect, it } from 'vitest';
import { whyNotThisNode } from '../src/why-not-this-node.js';

it.each(['20.20.2', '22.3.1', '9.1.0'])(
  'says in one line that Node %s is too old, and how to start',
  (version) => {
    expect(whyNotThisNode(version)).toMatch(/^This is Node [\d.]+, and .*Node 24.*`npx hormesis`/);
    expect(whyNotThisNode(version)).not.toContain('\n');
  },
);

it.each(['24.0.0', '100.1.0'])('lets Node %s run', (version) => {
  expect(whyNotThisNode(version)).toBeUndefined();
});

it('lets the Node run that the project brings', () => {
  expect(whyNotThisNode()).toBeUndefined();
});
