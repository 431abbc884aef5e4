import { event, production } from './api.js';

export type Step = {
  id: string;
  service: string;
  name: 'deployed' | 'upgraded' | 'rolledback' | 'removed';
  version: string;
  exposure: number;
  time: Date;
};

/** What `/api/deployments` should say of a service. */
export type Expected = {
  service: string;
  phase: 'live' | 'rolled-back' | 'removed';
  version: string | null;
  exposure: number;
  eventId: string;
};

const names = ['deployed', 'upgraded', 'upgraded', 'rolledback', 'removed'] as const;

/** An endless series of deployment steps of twelve services; each later than the one before. */
export function* deploymentSteps(random: () => number): Generator<Step> {
  const begin = Date.now() - 60 * 60_000;
  for (let n = 1; ; n += 1) {
    yield {
      id: `step-${n}`,
      service: `service-${Math.floor(random() * 12)}`,
      name: names[Math.floor(random() * names.length)] ?? 'deployed',
      version: `v${n}`,
      exposure: 1 + Math.floor(random() * 100),
      time: new Date(begin + n),
    };
  }
}

export function toEvent({ id, service, name, version, exposure, time }: Step) {
  return event({
    id,
    time,
    type: `dev.cdevents.service.${name}.0.3.0`,
    subject: service,
    content: { ...production, artifactId: `pkg:oci/${service}@${version}` },
    custom: { version, exposure },
  });
}

/** Folds the steps as a person would: the last one of a service counts. It shares no code with the projections. */
export function expectedDeployments(steps: readonly Step[]): Expected[] {
  const last = new Map<string, Step>();
  for (const step of steps) last.set(step.service, step);
  return [...last.values()].map(expectedOf).sort((one, other) => one.service.localeCompare(other.service));
}

function expectedOf({ id, service, name, version, exposure }: Step): Expected {
  if (name === 'removed') return { service, phase: 'removed', version: null, exposure: 0, eventId: id };
  const phase = name === 'rolledback' ? 'rolled-back' : 'live';
  return { service, phase, version, exposure, eventId: id };
}
