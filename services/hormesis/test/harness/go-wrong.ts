import type { IncidentSummary } from '@hormesis/api';
import { type Api, event, eventually } from './api.js';
import { everyPage } from './every-page.js';

const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' };

/** Lets the guardian act by itself in the environment `acting`. */
export async function letGuardianAct(api: Api): Promise<void> {
  const policy = { service: '*', environment: 'acting', rung: 'rollback', reason: 'tested' };
  await api.command('PUT', '/api/policy', policy);
}

/** Turns a flag on that belongs to a service of the same name. */
export async function flagOf(api: Api, name: string): Promise<void> {
  await api.command('PUT', `/api/flags/${name}`, { definition, service: name, environment: 'acting' });
}

/** Reports an anomaly of a service whose flag was just turned on, and waits until the guardian has turned it off. */
export async function goWrong(api: Api, name: string): Promise<void> {
  const where = { service: { id: name }, environment: { id: 'acting' } };
  const onset = new Date().toISOString();
  const content = { ...where, metric: 'http.errors', onset, method: 'test', observed: 0.5, expected: 0.01 };
  const type = 'dev.cdeventsx.hormesis-anomaly.detected.0.1.0';
  await api.send([event({ id: `anomaly-${name}`, type, subject: `errors-of-${name}`, content })]);
  await eventually(
    () => everyPage<IncidentSummary>(api, '/api/incidents'),
    (items) => items.some(({ service, phase }) => service === name && phase === 'mitigated'),
  );
}
