import type { ActionRequest } from './executor.js';

export type Place = { service: string; environment: string };

/** Where an action takes effect: what its target says, else where the incident is. */
export function placeOf({ data }: ActionRequest): Place {
  const { target } = data;
  const service = 'service' in target ? target.service : undefined;
  const environment = 'environment' in target ? target.environment : undefined;
  return {
    service: service ?? data.service.id,
    environment: environment ?? data.environment?.id ?? '',
  };
}

/** The entry of a list that is for a place; `*` stands for every environment. */
export function entryFor<T extends Place>(entries: readonly T[], place: Place): T | undefined {
  return (
    entries.find(
      ({ service, environment }) => service === place.service && environment === place.environment,
    ) ?? entries.find(({ service, environment }) => service === place.service && environment === '*')
  );
}

export function inWords({ service, environment }: Place): string {
  return environment === '' ? service : `${service} in ${environment}`;
}
