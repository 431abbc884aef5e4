import { useLive } from '../live/live-context.js';
import { Badge } from '../ui/badge.js';

/** Whether the page is fed live, always in sight. */
export function Connection() {
  const { state } = useLive();
  if (state === 'open')
    return (
      <Badge tone="good" mark="full">
        live
      </Badge>
    );
  if (state === 'connecting')
    return (
      <Badge tone="quiet" mark="half">
        connecting
      </Badge>
    );
  return (
    <Badge tone="warn" mark="empty">
      disconnected
    </Badge>
  );
}
