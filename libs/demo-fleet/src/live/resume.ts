import { services } from '../fleet/cast.js';
import type { Random } from '../fleet/random.js';
import type { Client } from '../sending/client.js';
import { initialState, type ServiceState } from './service-state.js';

type Page<T> = { items: T[] };
type OpenIncident = { service: string | null; anomalies: string[] };

/** The fleet as the server knows it: its versions, and its open alerts. Without history everything is new. */
export async function resume(
  client: Client,
  random: Random,
): Promise<{ states: ServiceState[]; isNew: boolean }> {
  const known = await runningVersions(client);
  const states = services.map((service) => {
    const version = known.get(service.name);
    if (version === undefined) return initialState(service, random.whole(30, 400));
    // The version after this one may have been rolled back: its number is taken.
    return { ...initialState(service, version), newest: version + 1 };
  });
  for (const { service, anomalies } of await openIncidents(client)) {
    const state = states.find((each) => each.service.name === service);
    const alert = anomalies.findLast((anomaly) => anomaly.startsWith(`${service}-`));
    if (state && alert) state.alert = { id: alert, metric: 'http.errors' };
  }
  return { states, isNew: !services.some(({ name }) => known.has(name)) };
}

async function runningVersions(client: Client): Promise<Map<string, number>> {
  const { items } = await client.get<Page<{ service: string; version: string | null }>>(
    '/api/deployments?limit=500',
  );
  const numbered = items.flatMap(({ service, version }) => {
    const number = Number(version?.replace(/\D/g, ''));
    return number > 0 ? [[service, number] as const] : [];
  });
  return new Map(numbered);
}

async function openIncidents(client: Client): Promise<OpenIncident[]> {
  const { items } = await client.get<Page<{ id: string }>>('/api/incidents?phase=unresolved&limit=100');
  return Promise.all(items.map(({ id }) => client.get<OpenIncident>(`/api/incidents/${id}`)));
}
