import type { EventOf } from '@hormesis/events';
import type { Sentence } from './sentence.js';

type FlagEvent = EventOf<
  | 'featureflag.defined'
  | 'featureflag.flipped'
  | 'featureflag.ramped'
  | 'featureflag.removed'
  | 'featureflag.rampscheduled'
  | 'featureflag.ramppaused'
  | 'featureflag.rampresumed'
  | 'featureflag.rampcompleted'
  | 'featureflag.rampaborted'
>;

/** What became of a flag: `flag checkout-v2 ramped to 10 % on`. */
export function flagSentence(event: FlagEvent): string | Sentence {
  const flag = `flag ${event.subject}`;
  switch (event.name) {
    case 'featureflag.defined':
      return `${flag} defined, ${event.data.definition.state === 'ENABLED' ? 'on' : 'off'}`;
    case 'featureflag.flipped':
      return `${flag} turned ${event.data.state === 'ENABLED' ? 'on' : 'off'}`;
    case 'featureflag.ramped':
      return `${flag} ramped to ${event.data.percentage} % ${event.data.variant}`;
    case 'featureflag.removed':
      return `${flag} removed`;
    case 'featureflag.rampscheduled': {
      const shares = event.data.steps.map(({ percentage }) => `${percentage} %`).join(', ');
      return `ramp of ${flag} begun: ${shares} ${event.data.variant}`;
    }
    case 'featureflag.ramppaused':
      return { said: `ramp of ${flag} ${pausedBy[event.data.cause]}`, detail: event.data.reason };
    case 'featureflag.rampresumed':
      return `ramp of ${flag} goes on`;
    case 'featureflag.rampcompleted':
      return `ramp of ${flag} completed at ${event.data.percentage} % ${event.data.variant}`;
    case 'featureflag.rampaborted':
      return { said: `ramp of ${flag} given up`, detail: event.data.reason };
  }
}

const pausedBy: Readonly<Record<EventOf<'featureflag.ramppaused'>['data']['cause'], string>> = {
  person: 'paused',
  guardian: 'paused',
  anomaly: 'stopped by an anomaly',
  guard: 'stopped by a guard',
  'no-data': 'holds for want of data',
};
