import type { DeadLetter, DeadLetterDetail } from '@hormesis/api';
import { formatPosition } from '@hormesis/log';
import type { DeadLetter as StoredLetter, WholeDeadLetter } from '@hormesis/projection';

/** A dead letter as the API tells of it. */
export function describeLetter(letter: StoredLetter): DeadLetter {
  const { seq, projection, build, row, reason, error, eventId, eventName, state } = letter;
  const { parkedAt, attempts, triedAt, retryRequestedAt, retryRequestedBy, decidedAt, decidedBy, decision } =
    letter;
  return {
    ...{ seq, projection, build, row, position: formatPosition(letter), reason, error, eventId, eventName },
    ...{ state, parkedAt, attempts, triedAt },
    retry: retryRequestedAt ? { requestedAt: retryRequestedAt, requestedBy: retryRequestedBy } : null,
    discarded: decidedAt ? { at: decidedAt, by: decidedBy, reason: decision ?? '' } : null,
  };
}

/** The same with its event, and what it waits for. */
export function describeWholeLetter(letter: WholeDeadLetter): DeadLetterDetail {
  const { event, value, waitsFor, behind } = letter;
  return {
    ...describeLetter(letter),
    ...{ event, waitsFor, behind },
    value: value && Buffer.from(value).toString('base64'),
  };
}
