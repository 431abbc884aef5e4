import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findingKinds } from '@hormesis/projection';
import { expect, it } from 'vitest';
import { folder } from './dashboard.js';

const committed = readFileSync(new URL('alerts_out/hormesis.yaml', folder), 'utf8');

it('the committed alerts are what the mixin renders now', () => {
  const cwd = fileURLToPath(folder);
  const rendered = execFileSync('jsonnet', ['-J', '.', '-S', 'lib/alerts.jsonnet'], {
    cwd,
    encoding: 'utf8',
  });
  expect(rendered).toBe(committed);
});

it('alerts ask only for metrics and kinds of findings that there are', () => {
  const page = readFileSync(new URL('../docs/reference/metrics.md', folder), 'utf8');
  const asked = [...committed.matchAll(/expr: .*?(hormesis_\w+)/g)].map(([, name]) => name);
  expect(asked).toHaveLength([...committed.matchAll(/alert: /g)].length);
  for (const name of asked) expect(page).toContain(`| \`${name}\` |`);
  const kinds = [...committed.matchAll(/kind!?=~\\?"([\w|-]+)/g)].flatMap(
    ([, some]) => some?.split('|') ?? [],
  );
  expect(kinds.length).toBeGreaterThan(0);
  expect(findingKinds).toEqual(expect.arrayContaining(kinds));
});
