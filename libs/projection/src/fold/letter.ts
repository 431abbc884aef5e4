import type { EventRecord, Position, UnreadableRecord } from '@hormesis/log';

/**
 * Something that could not be taken in. `unreadable`: no event; `failed`: its handler threw; `refused`: the database
 * did not take the row; `follows`: it stands behind another letter of the same row.
 */
export type Letter = {
  position: Position;
  /** The row it concerns; `null` where that is not known, and nothing waits behind it. */
  rowKey: string | null;
  reason: 'unreadable' | 'failed' | 'refused' | 'follows';
  error: string;
  /** The event as JSON. */
  event: string | null;
  value: Uint8Array | null;
};

export function letterOf(
  { position, event }: EventRecord,
  rowKey: string | null,
  reason: Letter['reason'],
  error: string,
): Letter {
  return { position, rowKey, reason, error, event: JSON.stringify(event), value: null };
}

export function unreadableLetter({ position, unreadable }: UnreadableRecord): Letter {
  const { reason, value } = unreadable;
  return { position, rowKey: null, reason: 'unreadable', error: reason, event: null, value };
}
