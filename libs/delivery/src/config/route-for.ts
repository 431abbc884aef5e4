import type { Parcel } from '../delivery.js';
import type { Route } from './config-schema.js';

/** Where nothing else was said. Tests need a repository. */
const usual: Readonly<Record<Parcel['kind'], readonly string[]>> = {
  alert: ['sentinel'],
  'flag-default': ['flags'],
  test: [],
};

/** The names of the channels for a proposal: those of the first route that fits, else the usual ones. */
export function routeFor(
  routes: readonly Route[],
  { kind, service, environment }: Pick<Parcel, 'kind' | 'service' | 'environment'>,
): readonly string[] {
  const route = routes.find(
    ({ kinds, services, environments }) =>
      kinds.includes(kind) &&
      services.some((pattern) => fits(pattern, service)) &&
      environments.some((pattern) => fits(pattern, environment ?? '')),
  );
  return route?.to ?? usual[kind];
}

/** `*` stands for any characters. */
function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
