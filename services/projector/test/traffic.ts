import { type Event, type EventOf, isEvent, keyOf, stateEvent, topicOf } from '@hormesis/events';
import type { EventLog } from '@hormesis/log';

const services = ['checkout', 'search', 'cart', 'mail', 'stock', 'login'];
const production = { id: 'production' };

/** Round `n` of what a small fleet emits: for each service a deployment, a flag flip, a window and a note. */
export function round(n: number): Event[] {
  const time = new Date(Date.UTC(2026, 10, 23) + ((n * 7_919) % 100_000) * 1_000).toISOString();
  return services.flatMap((service, s) => {
    const on = { source: `/test/${service}`, time };
    const of = { service: { id: service }, environment: production };
    return [
      stateEvent(
        {
          name: 'service.deployed',
          subject: service,
          data: { environment: production, artifactId: `pkg:oci/${service}@${n}`, version: `v${n}` },
        },
        { ...on, id: `deploy-${n}` },
      ),
      stateEvent(
        {
          name: 'featureflag.flipped',
          subject: `flag-${s}`,
          data: { ...of, state: n % 3 ? 'ENABLED' : 'DISABLED' },
        },
        { ...on, id: `flip-${n}` },
      ),
      stateEvent(
        {
          name: 'signal.measured',
          subject: service,
          data: {
            ...of,
            metric: 'http.errors',
            cohort: 'all',
            start: time,
            durationMs: 1_000,
            total: 10,
            bad: n % 2,
          },
        },
        { ...on, id: `window-${n}` },
      ),
      stateEvent(
        { name: 'incident.annotated', subject: `inc-${s}`, data: { ...of, note: `note ${n}` } },
        { ...on, id: `note-${n}` },
      ),
    ];
  });
}

/** Puts events on the log, as the intake does. */
export async function emit(log: EventLog, events: readonly Event[]): Promise<void> {
  for (const [topic, some] of Map.groupBy(events, topicOf)) {
    await log.append(
      topic,
      some.map((event) => ({ key: keyOf(event), event })),
    );
  }
}

/** What the read models must say of these events, worked out without them. */
export function expectedOf(events: readonly Event[]) {
  const deployments = events.filter((event): event is EventOf<'service.deployed'> =>
    isEvent(event, 'service.deployed'),
  );
  const flips = events.filter((event) => isEvent(event, 'featureflag.flipped'));
  const windows = events.filter((event) => isEvent(event, 'signal.measured'));
  return {
    timeline: events.length - windows.length,
    changes: deployments.length + flips.length,
    windows: windows.length,
    versions: Object.fromEntries(services.map((service) => [service, newestVersion(deployments, service)])),
    flips: Object.fromEntries(services.map((_, s) => [`flag-${s}`, flips.length / services.length])),
  };
}

function newestVersion(
  deployments: readonly EventOf<'service.deployed'>[],
  service: string,
): string | undefined {
  const own = deployments.filter(({ subject }) => subject === service);
  return own.reduce((newest, one) => (one.time >= newest.time ? one : newest), own[0]!).data.version;
}
