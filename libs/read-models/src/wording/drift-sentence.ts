import type { EventOf } from '@hormesis/events';
import type { Sentence } from './sentence.js';

type DriftEvent = EventOf<'drift.detected' | 'drift.proposed' | 'drift.stuck' | 'drift.closed'>;

/** Where Git says something else than what users get: `acme/checkout still deploys checkout v413`. */
export function driftSentence(event: DriftEvent): string | Sentence {
  const { repository, service } = event.data;
  switch (event.name) {
    case 'drift.detected': {
      const { flag, version } = event.data;
      if (flag !== undefined) return `${repository} still has flag ${flag} on`;
      return `${repository} still deploys ${service.id}${version === undefined ? ' as before' : ` ${version}`}`;
    }
    case 'drift.proposed':
      return { said: `revert of ${service.id} proposed to Git`, detail: event.data.pullRequest };
    case 'drift.stuck':
      return { said: `no revert of ${service.id} could be proposed to Git`, detail: event.data.reason };
    case 'drift.closed':
      return { said: `${repository} agrees on ${service.id} again`, detail: event.data.reason };
  }
}
