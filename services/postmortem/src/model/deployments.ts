import type { EventOf } from '@hormesis/events';
import { isEvent } from '@hormesis/events';
import type { WeekLog } from './week-log.js';

type DeploymentEvent = EventOf<'service.deployed' | 'service.upgraded'>;

/** One deployment with all its exposure steps. */
export type Deployed = {
  service: string;
  environment: string;
  artifactId: string;
  startedAt: string;
  events: readonly DeploymentEvent[];
};

/** The deployments that began in the week. A further step of the artifact that is out already is no new one. */
export function deploymentsOf(log: WeekLog): Deployed[] {
  const current = new Map<string, { artifactId: string; events: DeploymentEvent[] }>();
  const all: Deployed[] = [];
  for (const event of log.of(
    'service.deployed',
    'service.upgraded',
    'service.rolledback',
    'service.removed',
  )) {
    const environment = event.data.environment?.id ?? 'unknown';
    const place = JSON.stringify([event.subject, environment]);
    if (!isEvent(event, 'service.deployed', 'service.upgraded')) {
      current.delete(place);
      continue;
    }
    const { artifactId } = event.data;
    const running = current.get(place);
    if (running?.artifactId === artifactId) {
      running.events.push(event);
      continue;
    }
    const events = [event];
    current.set(place, { artifactId, events });
    all.push({ service: event.subject, environment, artifactId, startedAt: event.time, events });
  }
  return all.filter(({ startedAt }) => log.inWeek({ time: startedAt }));
}
