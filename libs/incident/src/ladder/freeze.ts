import type { Decider, Decision } from '@hormesis/decider';
import type { DataOf, Instant, Principal, StatementOf } from '@hormesis/events';

export type FreezeStatement = StatementOf<'freeze.declared' | 'freeze.lifted'>;
/** A part of each week, in a time zone: from `fri 16:00` to `mon 08:00`. */
export type WeeklyWindow = NonNullable<DataOf<'freeze.declared'>['weekly']>;
/** A time in which the guardian recommends instead of acting. */
export type Freeze = {
  id: string;
  service: string;
  environment: string;
  /** When it begins; absent: it has begun. */
  from?: Instant;
  /** When it ends; absent: when somebody lifts it. */
  until?: Instant;
  /** Only in this part of each week. */
  weekly?: WeeklyWindow;
  reason: string;
  declaredAt: Instant;
  declaredBy?: Principal;
};
export type FreezeState = { id: string; current?: Freeze };

export const freezeDecider: Decider<FreezeState, FreezeStatement> = {
  category: 'freeze',
  initial: (id) => ({ id }),
  evolve: ({ id }, event) => {
    if (event.name === 'freeze.lifted') return { id };
    const { service, environment, from, until, weekly, reason } = event.data;
    return {
      id,
      current: {
        id,
        service: service.id,
        environment: environment.id,
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        ...(weekly === undefined ? {} : { weekly }),
        reason,
        declaredAt: event.time,
        ...(event.actor === undefined ? {} : { declaredBy: event.actor }),
      },
    };
  },
};

export type DeclareFreeze = {
  service: string;
  environment: string;
  from?: Instant | undefined;
  until?: Instant | undefined;
  weekly?: WeeklyWindow | undefined;
  reason: string;
};

/** Keeps the guardian from acting for a time. One that stands is declared anew under another id. */
export function declareFreeze(state: FreezeState, command: DeclareFreeze): Decision<FreezeStatement> {
  if (state.current) return [];
  const { service, environment, from, until, weekly, reason } = command;
  return [
    {
      name: 'freeze.declared',
      subject: state.id,
      data: {
        service: { id: service },
        environment: { id: environment },
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        ...(weekly === undefined ? {} : { weekly }),
        reason,
      },
    },
  ];
}

/** Ends a freeze before its time. */
export function liftFreeze(
  { id, current }: FreezeState,
  { reason }: { reason?: string | undefined },
): Decision<FreezeStatement> {
  if (!current) return [];
  return [
    {
      name: 'freeze.lifted',
      subject: id,
      data: {
        service: { id: current.service },
        environment: { id: current.environment },
        ...(reason === undefined ? {} : { reason }),
      },
    },
  ];
}
