import type { Decider } from '@hormesis/decider';
import type { Drift, DriftEvent, DriftStatement } from './drift.js';

/** One stream an action that changed what users get without Git. */
export const driftDecider: Decider<Drift, DriftStatement> = {
  category: 'drift',
  initial: (id) => ({
    id,
    phase: 'none',
    service: '',
    environment: undefined,
    incident: '',
    repository: '',
    reason: '',
  }),
  evolve,
};

function evolve(drift: Drift, event: DriftEvent): Drift {
  switch (event.name) {
    case 'drift.detected': {
      const { service, environment, ...data } = event.data;
      const { closed: _over, proposal: _old, problem: _was, ...rest } = drift;
      return {
        ...rest,
        ...data,
        service: service.id,
        environment: environment?.id,
        phase: 'open',
        since: event.time,
      };
    }
    case 'drift.proposed': {
      const { pullRequest, number, branch } = event.data;
      const { problem: _solved, ...rest } = drift;
      return { ...rest, proposal: { pullRequest, number, branch } };
    }
    case 'drift.stuck':
      return { ...drift, problem: event.data.reason };
    case 'drift.closed': {
      const { by, reason } = event.data;
      return { ...drift, phase: 'closed', closed: { at: event.time, by, reason } };
    }
  }
}
