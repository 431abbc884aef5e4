import { type CohortPart, cohortOf } from '@hormesis/events';
import { type Attributes, firstOf } from './attribute-text.js';

/** What requests are told apart by, in this order. */
export const cohortKinds = ['version', 'pod', 'flag'] as const;
export type CohortKind = (typeof cohortKinds)[number];

/** Where a point was measured. */
export type Place = { service: string; environment: string; cohort: string; source: string };

export type PlaceOptions = {
  cohort: readonly CohortKind[];
  /** The environment of resources that name none. */
  environment: string;
};

/** Where the point was measured, or why that cannot be said. */
export function placeOf(
  resource: Attributes,
  attributes: Attributes,
  options: PlaceOptions,
): Place | { because: string } {
  const service = firstOf(resource, 'service.name');
  if (service === undefined || service.startsWith('unknown_service')) {
    return { because: 'service.name is missing: set OTEL_SERVICE_NAME' };
  }
  return {
    service,
    environment: environmentOf(resource) ?? options.environment,
    cohort: cohortOf(options.cohort.flatMap((kind) => partOf(kind, resource, attributes) ?? [])),
    source: `/otlp/${[service, instanceOf(resource)]
      .flatMap((name) => name ?? [])
      .map(encodeURIComponent)
      .join('/')}`,
  };
}

/** The environment that a resource names. */
export function environmentOf(resource: Attributes): string | undefined {
  return firstOf(resource, 'deployment.environment.name', 'deployment.environment');
}

function partOf(kind: CohortKind, resource: Attributes, attributes: Attributes): CohortPart | undefined {
  switch (kind) {
    case 'version': {
      const version = firstOf(resource, 'service.version');
      return version === undefined ? undefined : { kind, version };
    }
    case 'pod': {
      const name = firstOf(resource, 'k8s.pod.name', 'service.instance.id');
      return name === undefined ? undefined : { kind, name };
    }
    case 'flag': {
      const key = firstOf(attributes, 'feature_flag.key');
      const variant = firstOf(attributes, 'feature_flag.result.variant', 'feature_flag.variant');
      return key === undefined ? undefined : { kind, key, ...(variant === undefined ? {} : { variant }) };
    }
  }
}

/** The process: two of one service must not pass for one. */
function instanceOf(resource: Attributes): string | undefined {
  const named = firstOf(resource, 'service.instance.id', 'k8s.pod.name', 'container.id');
  if (named !== undefined) return named;
  const [host, pid] = [firstOf(resource, 'host.name'), firstOf(resource, 'process.pid')];
  return host === undefined || pid === undefined ? host : `${host}:${pid}`;
}
