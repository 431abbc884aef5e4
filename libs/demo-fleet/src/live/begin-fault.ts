import type { FaultKind } from '../faults/fault.js';
import { someActor, someAuthor } from '../fleet/some-author.js';
import type { CloudEvent } from '../sending/cloud-event.js';
import { deployed } from '../sending/statements.js';
import { type Fleet, unlessRefused } from './fleet.js';
import { later } from './pace.js';
import { nextVersion, type ServiceState } from './service-state.js';

/** Seconds between a change and its harm. */
const delay = { shortest: 2, longest: 5 };

/** Makes the change that carries a fault (if one does), as its author would: without knowing. */
export async function beginFault(
  state: ServiceState,
  kind: FaultKind,
  fleet: Fleet,
  now: Date,
): Promise<void> {
  const { client, random, pace } = fleet;
  const change = faultyChange(state, kind, fleet, now);
  const { flag } = state.service;
  if (kind.origin === 'flag' && flag && !(await unlessRefused(fleet, () => rampUp(flag, kind, fleet))))
    return;
  fleet.faults += 1;
  state.fault = {
    kind,
    began: now,
    bites: later(now, random.between(delay.shortest, delay.longest), pace),
    endsBy: later(now, kind.lastsAtMost, pace),
    ...(change ? { version: state.version } : {}),
  };
  if (change) await client.send([change]);
}

/** The deployment that brings the fault; `undefined` if none does. */
export function faultyChange(
  state: ServiceState,
  kind: FaultKind,
  { random }: Pick<Fleet, 'random'>,
  at: Date,
): CloudEvent | undefined {
  if (kind.origin !== 'deployment' && kind.origin !== 'irreversible-deployment') return undefined;
  return deployed({
    service: state.service.name,
    ...nextVersion(state, at),
    summary: kind.summary,
    author: someAuthor(random),
    at,
    ...(kind.origin === 'irreversible-deployment' ? { reversible: false } : {}),
    testsRun: ['unit'],
  });
}

async function rampUp(flag: string, { summary }: FaultKind, { client, random }: Fleet): Promise<void> {
  await client.post(
    `/api/flags/${flag}/flip`,
    { state: 'ENABLED', reason: 'Try again after the fix' },
    'person:ana',
  );
  await client.post(
    `/api/flags/${flag}/ramp`,
    { variant: 'on', percentage: 50, reason: summary },
    someActor(random),
  );
}
