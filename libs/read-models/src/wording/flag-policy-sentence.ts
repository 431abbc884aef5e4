import type { EventOf } from '@hormesis/events';
import type { Sentence } from './sentence.js';

type FlagPolicyEvent = EventOf<
  'flagpolicy.changed' | 'flagpolicy.violated' | 'flagpolicy.refused' | 'flagpolicy.settled'
>;

/** What the policy that users see nothing without a flag led to. */
export function flagPolicySentence(event: FlagPolicyEvent): string | Sentence {
  const { data } = event;
  const service = data.service.id === '*' ? 'all services' : data.service.id;
  switch (event.name) {
    case 'flagpolicy.changed':
      return `flag policy of ${service} set to ${event.data.mode}`;
    case 'flagpolicy.violated':
      return `${versionOf(event)} runs in ${event.data.environment.id} behind no flag`;
    case 'flagpolicy.refused':
      return `${versionOf(event)} refused in ${event.data.environment.id}: it is behind no flag`;
    case 'flagpolicy.settled':
      return `what ran behind no flag in ${service} is ${event.data.how.replace('-', ' ')}`;
  }
}

function versionOf({ data }: EventOf<'flagpolicy.violated' | 'flagpolicy.refused'>): string {
  return data.version === undefined ? data.service.id : `${data.service.id} ${data.version}`;
}
