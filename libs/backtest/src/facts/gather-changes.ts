import { type Change, changeOf } from '@hormesis/change';
import type { Event } from '@hormesis/events';
import type { ExposureStep, PastChange } from './past-change.js';
import type { PastIncident } from './past-incident.js';

type Growing = Omit<PastChange, 'steps' | 'incident'> & {
  ids: string[];
  steps: [ExposureStep, ...ExposureStep[]];
};

/**
 * The changes that events tell of, the oldest first: the steps of a ramp, or of a rollout, are one change until it is
 * taken back or replaced. What names no service is nobody’s and left out.
 *
 * @param incidents those that may be attributed to one of them
 */
export function gatherChanges(events: readonly Event[], incidents: readonly PastIncident[]): PastChange[] {
  const steps = events.flatMap((event) => changeOf(event) ?? []).sort(inOrder);
  const environments = environmentsOf(steps);
  const blamed = new Map(incidents.flatMap(({ id, change }) => (change ? [[change.id, id] as const] : [])));
  const open = new Map<string, Growing>();
  const all: Growing[] = [];
  for (const step of steps) {
    const key = keyOf(step);
    const isGone = step.exposure === 0 || !step.blamable;
    for (const other of endedBy(step, key, open)) close(open, other, Date.parse(step.at));
    const going = open.get(key);
    if (isGone || step.service === null) continue;
    const exposed = { at: Date.parse(step.at), exposure: step.exposure };
    if (going) {
      going.ids.push(step.eventId);
      going.steps.push(exposed);
      continue;
    }
    const begun = begin(step, exposed, environments);
    open.set(key, begun);
    all.push(begun);
  }
  return all.map(({ ids, ...change }) => ({
    ...change,
    incident: ids.map((id) => blamed.get(id)).find((id) => id !== undefined) ?? null,
  }));
}

function begin(step: Change, first: ExposureStep, environments: ReadonlyMap<string, string>): Growing {
  const { eventId, kind, service, environment, subject, flag, version } = step;
  return {
    id: eventId,
    ids: [eventId],
    kind,
    service: service ?? subject,
    environment: environment ?? environments.get(service ?? subject) ?? 'production',
    subject,
    flag: flag ?? null,
    version: version ?? null,
    steps: [first],
  };
}

/** What a step ends: itself where it is taken back; where it is for everybody, other versions of its service. */
function endedBy(step: Change, key: string, open: ReadonlyMap<string, Growing>): string[] {
  const isGone = step.exposure === 0 || !step.blamable;
  const replaces = step.kind === 'deployment' && (step.exposure === 100 || isGone);
  return [...open].flatMap(([other, change]) => {
    const isOwn = other === key;
    const isReplaced =
      replaces &&
      !isOwn &&
      change.kind === 'deployment' &&
      change.subject === step.subject &&
      (step.environment === null || change.environment === step.environment);
    return (isOwn && isGone) || isReplaced ? [other] : [];
  });
}

function close(open: Map<string, Growing>, key: string, at: number): void {
  const change = open.get(key);
  change?.steps.push({ at, exposure: 0 });
  open.delete(key);
}

/** Where each service is deployed, for flags that say no environment: the first one that the log names. */
function environmentsOf(steps: readonly Change[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { service, environment } of steps) {
    if (service !== null && environment !== null && !found.has(service)) found.set(service, environment);
  }
  return found;
}

function keyOf({ environment, kind, subject, version, artifactId }: Change): string {
  return kind === 'flag'
    ? JSON.stringify(['flag', environment, subject])
    : JSON.stringify([kind, environment, subject, version ?? artifactId ?? null]);
}

function inOrder(a: Change, b: Change): number {
  return Date.parse(a.at) - Date.parse(b.at) || (a.eventId < b.eventId ? -1 : 1);
}
