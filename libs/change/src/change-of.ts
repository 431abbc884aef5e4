import { type Event, type EventOf, environmentOf, isEvent, serviceOf } from '@hormesis/events';
import type { Change } from './change.js';
import { exposureOfFlag } from './flag-exposure.js';

/** Reads an event as an exposure step; `undefined` if it is none (a policy, a signal, an incident…). */
export function changeOf(event: Event): Change | undefined {
  if (isEvent(event, 'service.deployed', 'service.upgraded', 'service.rolledback')) return deployment(event);
  if (isEvent(event, 'service.removed')) {
    return { ...common(event, 'deployment'), ...gone, summary: `${event.subject} removed` };
  }
  if (isEvent(event, 'featureflag.defined')) {
    const exposure = exposureOfFlag(event.data.definition);
    const on = exposure > 0;
    return flag(event, `flag ${event.subject} defined, ${on ? 'on' : 'off'}`, exposure, on);
  }
  if (isEvent(event, 'featureflag.flipped')) return flip(event);
  if (isEvent(event, 'featureflag.ramped')) return ramp(event);
  if (isEvent(event, 'featureflag.removed')) {
    return flag(event, `flag ${event.subject} removed`, 0, true, { reversible: false });
  }
  return undefined;
}

const gone = { exposure: 0, blamable: false, reversible: false } as const;

function common(event: Event, kind: Change['kind']) {
  return {
    eventId: event.id,
    source: event.source,
    kind,
    service: serviceOf(event) ?? null,
    environment: environmentOf(event) ?? null,
    subject: event.subject,
    at: event.time,
  };
}

function deployment(event: EventOf<'service.deployed' | 'service.upgraded' | 'service.rolledback'>): Change {
  const { data } = event;
  const back = event.name === 'service.rolledback';
  const where = `${event.subject} ${data.version ?? data.artifactId}`;
  const done = back ? 'rolled back to in' : 'deployed to';
  return {
    ...common(event, 'deployment'),
    summary: data.summary ?? `${where} ${done} ${data.environment.id}`,
    exposure: data.exposure ?? 100,
    blamable: !back,
    reversible: !back && data.reversible !== false,
    artifactId: data.artifactId,
    ...(data.flag === undefined ? {} : { flag: data.flag }),
    ...(data.version === undefined ? {} : { version: data.version }),
    ...(data.commit === undefined ? {} : { commit: data.commit }),
    ...(data.previousVersion === undefined ? {} : { previousVersion: data.previousVersion }),
  };
}

type FlagEvent = EventOf<
  'featureflag.defined' | 'featureflag.flipped' | 'featureflag.ramped' | 'featureflag.removed'
>;

/** What an action of ours took from users is never blamed; what an undo gave back to them may be. */
function flag(
  event: FlagEvent,
  summary: string,
  exposure: number,
  blamable: boolean,
  { reversible = true } = {},
): Change {
  const ours = event.data.action !== undefined && exposure === 0;
  return {
    ...common(event, 'flag'),
    summary: event.data.reason ? `${summary}: ${event.data.reason}` : summary,
    exposure,
    blamable: blamable && !ours,
    reversible,
    flag: event.subject,
  };
}

/**
 * Turning a flag off can break things as well, but the guardian only ever turns off, so it cannot take that back. Where
 * the event says that nobody had anything by the flag, nor has now, nothing changed.
 */
function flip(event: EventOf<'featureflag.flipped'>): Change {
  const on = event.data.state === 'ENABLED';
  const { exposure = on ? 100 : 0, previousExposure = on ? 0 : 100 } = event.data;
  const summary = `flag ${event.subject} turned ${on ? 'on' : 'off'}`;
  return flag(event, summary, exposure, exposure !== previousExposure, { reversible: on });
}

/** A step down exposes nobody anew, nor does a step of a flag that is off. */
function ramp(event: EventOf<'featureflag.ramped'>): Change {
  const { percentage, previousPercentage = 0, variant } = event.data;
  const { exposure = percentage, previousExposure = previousPercentage } = event.data;
  const summary = `flag ${event.subject} ramped to ${percentage} % ${variant}`;
  const scheduled = event.data.step !== undefined;
  return {
    ...flag(event, summary, exposure, exposure > previousExposure),
    ...(scheduled ? { scheduled } : {}),
  };
}
