import { type Event, encodeEvent, environmentOf, type Issue, isOurs, serviceOf } from '@hormesis/events';
import { limits } from './limits.js';

/** What is known of a whole request, so that its events need not each be written out to be checked. */
export type Carrier = {
  now: Date;
  /** Length of its body. */
  bytes: number;
  /** `false`: none of its events can hold U+0000. */
  mayHoldNul: boolean;
};

/** What speaks against taking an event that can be read: it speaks in our name, its clock is far off, or it is too large. */
export function checkEvent(event: Event, { now, bytes, mayHoldNul }: Carrier): Issue | undefined {
  return (
    sourceIssue(event) ??
    nameIssue(event) ??
    (mayHoldNul ? nulIssue(event) : undefined) ??
    clockIssue(event, now) ??
    (bytes > limits.eventBytes ? sizeIssue(event) : undefined)
  );
}

export const tooLarge = 'is larger than 256 KiB';

/** Events that this system decides do not come in here; one that claims to could stand in the way of the true one. */
function sourceIssue(event: Event): Issue | undefined {
  if (!isOurs(event)) return undefined;
  const { source } = event;
  return {
    field: 'source',
    reason: `is ${source}: sources under /hormesis/ are those of this system`,
    hint: 'Name your own emitter, for example /ci/deploy.',
  };
}

/** Names become keys; a key that is too long could not be stored in any index. */
function nameIssue(event: Event): Issue | undefined {
  const names = [
    ['id', event.id],
    ['source', event.source],
    ['subject', event.subject],
    ['partitionkey', event.partitionKey],
    ['subject.content.service.id', serviceOf(event)],
    ['subject.content.environment.id', environmentOf(event)],
  ] as const;
  const long = names.find(([, name]) => name !== undefined && isLong(name));
  if (!long) return undefined;
  return {
    field: long[0],
    reason: `is longer than ${limits.nameBytes} bytes`,
    hint: 'Send a shorter name, or a digest of it, and the long form in the data.',
  };
}

/** A character takes three bytes at most, or four together with the next. */
function isLong(name: string): boolean {
  return name.length * 3 > limits.nameBytes && Buffer.byteLength(name) > limits.nameBytes;
}

/** U+0000 can stand in JSON but not in a Postgres text. */
function nulIssue(event: Event): Issue | undefined {
  if (!/(?<!\\)(?:\\\\)*\\u0000/.test(JSON.stringify(encodeEvent(event)))) return undefined;
  return {
    field: 'data',
    reason: 'holds U+0000, which cannot be stored',
    hint: 'Send it without that character, or as base64.',
  };
}

function clockIssue({ time }: Event, now: Date): Issue | undefined {
  const ahead = Date.parse(time.toUpperCase()) - now.getTime();
  if (ahead > limits.aheadMs) {
    return {
      field: 'time',
      reason: `is ${time}, more than an hour after now (${now.toISOString()})`,
      hint: 'Set the clock of the machine that sends, or send the time with its offset.',
    };
  }
  if (ahead < -limits.behindMs) {
    return {
      field: 'time',
      reason: `is ${time}, more than ten years ago`,
      hint: 'Send when it happened, as RFC 3339 with an offset.',
    };
  }
  return undefined;
}

function sizeIssue(event: Event): Issue | undefined {
  if (Buffer.byteLength(JSON.stringify(encodeEvent(event))) <= limits.eventBytes) return undefined;
  return { field: 'data', reason: tooLarge, hint: 'Send less, or a reference to where the rest is.' };
}
