import { duration } from '../format/duration.js';
import { relativeTime } from '../format/relative-time.js';
import { utc, utcTime } from '../format/utc.js';
import { useNow } from '../live/use-now.js';

/** An instant as its distance from now; the exact time in UTC on hover. */
export function Ago({ at }: { at: string }) {
  const now = useNow();
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={utc(at)}>
      {Number.isNaN(time) ? at : relativeTime(time, now)}
    </time>
  );
}

/** An instant as the time of day in UTC; the date on hover. */
export function AtTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={utc(at)}>
      {utcTime(at)}
    </time>
  );
}

/** How long something took, or has been going on while `to` is absent. */
export function Lasting({ from, to }: { from: string; to: string | null }) {
  const now = useNow();
  const end = to === null ? now : Date.parse(to);
  return (
    <span title={`from ${utc(from)}${to === null ? ', still going on' : ` to ${utc(to)}`}`}>
      {duration(end - Date.parse(from))}
    </span>
  );
}
