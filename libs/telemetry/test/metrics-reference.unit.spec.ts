import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type MetricDefinition, metricCatalogue } from '../src/metrics/catalogue.js';
import { prometheusName } from '../src/metrics/prometheus-name.js';

const page = new URL('../../../docs/reference/metrics.md', import.meta.url);

it('docs/reference/metrics.md lists the metrics that the code gives, and no other', async () => {
  const rows = (await readFile(page, 'utf8')).split('\n').filter((line) => line.startsWith('| `'));
  const definitions = Object.entries<MetricDefinition>(metricCatalogue);
  expect(rows).toEqual(definitions.map(([name, definition]) => row(name, definition)));
});

function row(name: string, definition: MetricDefinition): string {
  const attributes = definition.attributes.map((attribute) => `\`${attribute}\``).join(', ') || 'none';
  const cells = [
    `\`${prometheusName(name, definition)}\``,
    `\`${name}\``,
    definition.kind,
    definition.unit,
    attributes,
    definition.description,
  ];
  return `| ${cells.join(' | ')} |`;
}
