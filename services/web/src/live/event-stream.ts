import { type TimelineEntry, timelineEntry } from '@hormesis/api';

export type StreamState = 'connecting' | 'open' | 'lost';

/** What the stream needs of an `EventSource`. */
export type Source = Pick<EventSource, 'addEventListener' | 'readyState' | 'close'>;

export type StreamOptions = {
  open: () => Source;
  onEntry: (entry: TimelineEntry) => void;
  onState: (state: StreamState) => void;
  /** Milliseconds before a closed stream is opened again. */
  retryAfter: number;
};

const closed = 2;

/** Follows the event stream and opens it again when the browser has given up. Returns what stops it. */
export function followStream({ open, onEntry, onState, retryAfter }: StreamOptions): () => void {
  let source: Source | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect() {
    const current = open();
    source = current;
    current.addEventListener('open', () => onState('open'));
    current.addEventListener('timeline', (message) => {
      const entry = entryOf((message as MessageEvent<unknown>).data);
      if (entry) onEntry(entry);
    });
    current.addEventListener('error', () => {
      onState('lost');
      if (current.readyState !== closed) return;
      clearTimeout(timer);
      timer = setTimeout(connect, retryAfter);
    });
  }

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function entryOf(data: unknown): TimelineEntry | undefined {
  try {
    const parsed = timelineEntry.safeParse(JSON.parse(String(data)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
