import { decodeEvent } from '@hormesis/events';
import type { LogRecord, Position } from '@hormesis/log';

/** A row of `log.record` as a record; what is no event is handed over as unreadable. */
export function decodeRecord(position: Position, key: string, text: string): LogRecord {
  try {
    return { position, key, event: decodeEvent(JSON.parse(text)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { position, key, unreadable: { reason, value: Buffer.from(text, 'utf8') } };
  }
}
