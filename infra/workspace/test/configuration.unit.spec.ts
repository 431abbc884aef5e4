import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const documented = readFileSync(join(root, 'docs/reference/configuration.md'), 'utf8');
/** Set by the system, or by the tests for themselves. */
const notOurs = /^(PATH|USER|TERM|CI|TARGET_URL|HORMESIS_TEST_\w+)$/;

it('the reference names every environment variable that the code reads', () => {
  const sources = globSync(['libs/**/src/**/*.ts', 'services/*/src/**/*.ts', 'infra/**/*.{ts,cjs,mjs}'], {
    cwd: root,
    exclude: (path) => /node_modules|dist|test$/.test(path),
  });
  const read = new Set(
    sources.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const direct = [...text.matchAll(/\benv\.([A-Z][A-Z0-9_]+)/g)];
      const quoted = [...text.matchAll(/'((?:HORMESIS|KAFKA|OTEL)_[A-Z0-9_]+)'/g)];
      return [...direct, ...quoted].map(([, name = '']) => name);
    }),
  );
  expect(read.size).toBeGreaterThan(20);
  const missing = [...read].filter((name) => !notOurs.test(name) && !documented.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});
