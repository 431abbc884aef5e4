import type { BacktestPicture } from '@hormesis/api';
import { duration } from '../format/duration.js';
import { utcTime } from '../format/utc.js';

/** The picture in a sentence. */
export function pictureWords({ firedAt, detectedAt, onset }: BacktestPicture): string {
  if (firedAt === null) return 'The proposal would not have fired.';
  const after = onset === null ? '' : `, ${duration(Date.parse(firedAt) - Date.parse(onset))} after it began`;
  if (detectedAt === null) return `It would have fired at ${utcTime(firedAt)}${after}.`;
  const lead = Date.parse(detectedAt) - Date.parse(firedAt);
  const than = lead >= 0 ? `${duration(lead)} before` : `${duration(-lead)} after`;
  return `It would have fired ${than} the incident was detected${after}.`;
}
