import type { Decider } from '@hormesis/decider';
import type { DataOf, Instant, Principal, StatementOf } from '@hormesis/events';

export type DrillStatement = StatementOf<'drill.requested' | 'drill.started' | 'drill.ended'>;
export type DrillOutcome = DataOf<'drill.ended'>['outcome'];

/** What is to be injected, where and for how long. */
export type DrillOrder = DataOf<'drill.requested'>;

type Requested = { id: string; order: DrillOrder; requestedAt: Instant; requestedBy?: Principal };
type Begun = { injector: string; startedAt: Instant };

/** A past failure that is repeated on purpose. */
export type Drill =
  | { id: string; phase: 'none' }
  | (Requested & { phase: 'requested' })
  | (Requested & Begun & { phase: 'running' })
  | (Requested &
      Partial<Begun> & { phase: 'ended'; outcome: DrillOutcome; reason: string; endedAt: Instant });

export type RunningDrill = Extract<Drill, { phase: 'running' }>;

export const drillDecider: Decider<Drill, DrillStatement> = {
  category: 'drill',
  initial: (id) => ({ id, phase: 'none' }),
  evolve: (drill, event) => {
    switch (event.name) {
      case 'drill.requested': {
        const by = event.actor === undefined ? {} : { requestedBy: event.actor };
        return { id: drill.id, phase: 'requested', order: event.data, requestedAt: event.time, ...by };
      }
      case 'drill.started': {
        const { injector, at } = event.data;
        return drill.phase === 'requested' ? { ...drill, phase: 'running', injector, startedAt: at } : drill;
      }
      case 'drill.ended': {
        const { outcome, reason } = event.data;
        if (drill.phase === 'none' || drill.phase === 'ended') return drill;
        return { ...drill, phase: 'ended', outcome, reason, endedAt: event.time };
      }
    }
  },
};
