import type { Deployment } from '@hormesis/api';

const users = ['production', 'prod', 'live'];

/** Deployments as services × environments, both by name but production first. */
export function matrixOf(deployments: readonly Deployment[]) {
  const cells = new Map(deployments.map((item) => [`${item.service}\n${item.environment}`, item]));
  const rank = (environment: string) => (users.includes(environment) ? 0 : 1);
  return {
    services: [...new Set(deployments.map(({ service }) => service))].sort(),
    environments: [...new Set(deployments.map(({ environment }) => environment))].sort(
      (a, b) => rank(a) - rank(b) || a.localeCompare(b),
    ),
    at: (service: string, environment: string) => cells.get(`${service}\n${environment}`),
  };
}
