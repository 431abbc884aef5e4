import type { EventOf } from '@hormesis/events';
import type { Sentence } from './sentence.js';

type PolicyEvent = EventOf<
  | 'policy.changed'
  | 'policy.suggested'
  | 'freeze.declared'
  | 'freeze.lifted'
  | 'mark.placed'
  | 'mark.lifted'
  | 'breaker.tripped'
  | 'breaker.reset'
>;

/** What the guardian may do, and what keeps it from it: `policy of checkout in production set to kill`. */
export function policySentence(event: PolicyEvent): string | Sentence {
  const { service, environment } = event.data;
  const where = `${everything(service.id, 'services')} in ${everything(environment.id, 'environments')}`;
  switch (event.name) {
    case 'policy.changed':
      return `policy of ${where} set to ${event.data.rung}`;
    case 'policy.suggested':
      return { said: `${event.data.rung} suggested for ${where}`, detail: event.data.reason };
    case 'freeze.declared':
      return { said: `freeze of ${where} declared`, detail: event.data.reason };
    case 'freeze.lifted':
      return `freeze of ${where} lifted`;
    case 'mark.placed':
      return { said: `${marked(event.data)} marked as not to be rolled back`, detail: event.data.reason };
    case 'mark.lifted':
      return `${marked(event.data)} may be rolled back again`;
    case 'breaker.tripped':
      return { said: `the guardian only recommends for ${where}`, detail: event.data.reason };
    case 'breaker.reset':
      return `the guardian may act again for ${where}`;
  }
}

function marked({ service, version, changeId }: EventOf<'mark.placed' | 'mark.lifted'>['data']): string {
  if (changeId !== undefined) return `change ${changeId}`;
  return version === undefined ? everything(service.id, 'services') : `${service.id} ${version}`;
}

function everything(id: string, plural: string): string {
  return id === '*' ? `all ${plural}` : id;
}
