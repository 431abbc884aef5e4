import type { Channel, Signals } from '../signals/channels.js';
import { squash } from '../signals/robust.js';
import { extraOf, type Shift, shiftOf } from './shift.js';

/** How ill a service is since the onset. */
export type Health = {
  /** The worst of its calls, in standard errors. */
  z: number;
  errors: number;
  latency: number;
  /** The part (0 to 1) that the calls it makes itself explain. */
  explained: number;
  /** Which callee explains it. */
  by?: string;
  /** Its illness that nothing deeper explains, squashed. */
  own: number;
};

/** From so many standard errors on, a service counts as ill. */
const ILL = 3.5;

/**
 * The health of every service that can be seen: by the calls it gets, at its own pods or at its callers’. What its own
 * calls to a callee that is ill lost or waited for is explained by that callee.
 */
export function healthOf(signals: Signals, from: number): Map<string, Health> {
  const shifts = shiftsByCallee(signals, from);
  const result = new Map<string, Health>();
  for (const [service, calls] of shifts) {
    const errors = worst(calls, 'errors');
    const latency = worst(calls, 'latency');
    const z = Math.max(errors?.z ?? 0, latency?.z ?? 0);
    const deeper = z < ILL ? undefined : explanation(service, errors, latency, shifts);
    const explained = deeper?.part ?? 0;
    result.set(service, {
      z,
      errors: Math.max(0, errors?.difference ?? 0),
      latency: Math.max(0, latency?.difference ?? 0),
      explained,
      ...(deeper ? { by: deeper.by } : {}),
      own: squash(z, ILL - 1) * (1 - explained),
    });
  }
  return result;
}

function shiftsByCallee({ channels, now }: Signals, from: number): Map<string, Shift[]> {
  const found = new Map<string, Shift[]>();
  for (const channel of channels) {
    const callee = calleeOf(channel);
    if (callee === undefined) continue;
    const shift = shiftOf(channel, from, now);
    if (shift) found.set(callee, [...(found.get(callee) ?? []), shift]);
  }
  return found;
}

function calleeOf({ service, side, other, metric }: Channel): string | undefined {
  if (metric !== 'errors' && metric !== 'latency') return undefined;
  return side === 'in' ? service : side === 'out' ? other : undefined;
}

/** Its own pods know best; its callers are asked where it says nothing. */
function worst(calls: readonly Shift[], metric: 'errors' | 'latency'): Shift | undefined {
  const all = calls.filter((shift) => shift.metric === metric);
  const own = all.filter(({ side }) => side === 'in');
  return (own.length > 0 ? own : all).reduce<Shift | undefined>(
    (found, shift) => (found && found.z >= shift.z ? found : shift),
    undefined,
  );
}

function explanation(
  service: string,
  errors: Shift | undefined,
  latency: Shift | undefined,
  shifts: ReadonlyMap<string, Shift[]>,
): { part: number; by: string } | undefined {
  const main = (errors?.z ?? 0) >= (latency?.z ?? 0) ? errors : latency;
  if (!main || main.difference <= 0) return undefined;
  let best: { part: number; by: string } | undefined;
  for (const [callee, calls] of shifts) {
    if (callee === service) continue;
    const mine = calls.filter(
      ({ service: at, side, other, metric }) =>
        metric === main.metric && (side === 'out' ? at === service : other === service),
    );
    for (const shift of mine) {
      if (shift.z < ILL - 1) continue;
      const part = Math.min(1, extraOf(shift) / extraOf(main)) * deeperThan(service, calls);
      if (!best || part > best.part) best = { part, by: callee };
    }
  }
  return best;
}

/** Whether a callee is ill for others than one caller too; where nobody else can tell, half. */
function deeperThan(caller: string, calls: readonly Shift[]): number {
  const others = calls.filter(({ service: at, side }) => side === 'in' || at !== caller);
  if (others.length === 0) return 0.6;
  return others.some(({ z }) => z >= ILL - 1) ? 1 : 0.2;
}
