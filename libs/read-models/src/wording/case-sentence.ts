import type { EventOf } from '@hormesis/events';
import type { Sentence } from './sentence.js';

/** What an incident had to teach: `checkout: errors of http.errors after a deployment; stopped by rollback, preview should have`. */
export function caseSentence(event: EventOf<'case.assembled' | 'case.corrected'>): Sentence {
  const { service, metric, failure, change } = event.data.class;
  const after = change === 'none' ? '' : ` after a change of ${change}`;
  const what = `${failure} in ${metric} of ${service}${after}`;
  if (event.name === 'case.corrected')
    return { said: `class of ${event.subject} put right, ${what}`, detail: event.data.reason };
  const { stoppedBy, shouldHave, why } = event.data;
  const layers =
    stoppedBy === shouldHave
      ? `stopped by ${stoppedBy}`
      : `stopped by ${stoppedBy}, not yet by ${shouldHave}`;
  return { said: `case assembled, ${what}, ${layers}`, detail: why };
}
