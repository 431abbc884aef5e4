import type { OutboxStatus } from '@hormesis/api';
import type { Finding } from './finding.js';

const what = 'outbox';
/** What was decided is on the log within milliseconds. */
const tolerableSeconds = 10;

/** As many stuck events as the status names at most; there may be more of them. */
const named = 50;

/** Whether what is decided reaches the log. */
export function outboxFinding({ waiting, oldestSeconds, stuck }: OutboxStatus): Finding {
  const [first] = stuck;
  if (first) {
    return {
      level: 'wrong',
      what,
      detail: `${countOf(stuck)} not taken by the log, the first: ${first.id} of ${first.stream}`,
      remedy: `It is tried again every minute, and its stream waits behind it. The log says: ${first.error}`,
    };
  }
  if (oldestSeconds <= tolerableSeconds) {
    return { level: 'good', what, detail: waiting === 0 ? 'empty' : `${waiting} events on their way` };
  }
  return {
    level: 'odd',
    what,
    detail: `${waiting} decided events are not on the log yet, the oldest for ${Math.round(oldestSeconds)} s`,
    remedy: 'See whether Kafka can be reached and takes events; nothing is lost meanwhile.',
  };
}

function countOf({ length }: OutboxStatus['stuck']): string {
  if (length === 1) return '1 decided event is';
  return `${length < named ? length : `At least ${length}`} decided events are`;
}
