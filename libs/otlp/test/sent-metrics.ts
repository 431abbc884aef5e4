import { decodeMetrics, type MetricsRequest, SignalWindows, standardRules } from '../src/index.js';

export type SentPoint = {
  count?: number;
  value?: number;
  /** Counts per bucket at the bounds 0.1 and 1 s, and above. */
  buckets?: readonly [number, number, number];
  sum?: number;
  attributes?: Record<string, string | number>;
  /** Seconds. */
  start: number;
  end: number;
};

export type Sent = {
  service?: string;
  version?: string;
  instance?: string;
  resource?: Record<string, string>;
  metric?: string;
  kind?: 'histogram' | 'sum' | 'gauge';
  temporality?: 'delta' | 'cumulative';
  monotonic?: boolean;
  unit?: string;
  points: readonly SentPoint[];
};

const pairs = (attributes: Record<string, string | number>) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: value } : { stringValue: value },
  }));
const nanos = (seconds: number) => String(BigInt(Math.round(seconds * 1_000)) * 1_000_000n);

/** A request as a collector may send it in JSON. */
export function request(...all: readonly Sent[]): MetricsRequest {
  const json = {
    resourceMetrics: all.map((sent) => {
      const {
        service = 'checkout',
        version = 'v1',
        instance = 'pod-1',
        kind = 'histogram',
        monotonic = true,
      } = sent;
      const resource = {
        'service.name': service,
        'service.version': version,
        'service.instance.id': instance,
        'deployment.environment.name': 'production',
        ...sent.resource,
      };
      const data = {
        aggregationTemporality: sent.temporality === 'cumulative' ? 2 : 1,
        isMonotonic: monotonic,
        dataPoints: sent.points.map(({ start, end, attributes = {}, ...point }) => ({
          startTimeUnixNano: nanos(start),
          timeUnixNano: nanos(end),
          attributes: pairs(attributes),
          ...(point.value === undefined ? {} : { asDouble: point.value }),
          ...(point.buckets === undefined
            ? {}
            : { bucketCounts: point.buckets, explicitBounds: [0.1, 1], sum: point.sum ?? 0 }),
          count: point.count ?? point.buckets?.reduce((sum, count) => sum + count, 0) ?? 0,
        })),
      };
      const metric = {
        name: sent.metric ?? 'http.server.request.duration',
        unit: sent.unit ?? 's',
        [kind]: data,
      };
      return { resource: { attributes: pairs(resource) }, scopeMetrics: [{ metrics: [metric] }] };
    }),
  };
  return decodeMetrics(Buffer.from(JSON.stringify(json)), 'json');
}

export function signals(
  options: Partial<ConstructorParameters<typeof SignalWindows>[0]> = {},
): SignalWindows {
  return new SignalWindows({
    rules: standardRules,
    cohort: ['version', 'flag'],
    environment: 'test',
    openedMs: 0,
    ...options,
  });
}
