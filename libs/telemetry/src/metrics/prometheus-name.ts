import type { MetricDefinition } from './catalogue.js';

const suffixes: Readonly<Record<string, string>> = { s: '_seconds', By: '_bytes' };

/** The name of a metric with its unit, as OpenTelemetry's rules for Prometheus have it; counters get `_total` later. */
export function withUnit(name: string, { kind, unit }: Pick<MetricDefinition, 'kind' | 'unit'>): string {
  const suffix = suffixes[unit] ?? (unit === '1' && kind === 'gauge' ? '_ratio' : '');
  return `${name}${suffix}`;
}

/** The name under which Prometheus has a metric: `hormesis_log_append_duration_seconds`. */
export function prometheusName(name: string, definition: Pick<MetricDefinition, 'kind' | 'unit'>): string {
  const total = definition.kind === 'counter' ? '_total' : '';
  return `${withUnit(name, definition).replaceAll('.', '_')}${total}`;
}
