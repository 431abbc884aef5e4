import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { urlOf } from '../api/http.js';
import { affectedBy, type Resource } from './affected.js';
import { followStream, type StreamState } from './event-stream.js';
import { gather } from './gather.js';

export type Live = { state: StreamState; lastEventAt: number | null; lostSince: number | null };

const LiveContext = createContext<Live>({ state: 'connecting', lastEventAt: null, lostSince: null });

export const useLive = () => useContext(LiveContext);

/** Keeps one event stream open while the console is, and refreshes what its events may have changed. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>({ state: 'connecting', lastEventAt: null, lostSince: null });

  useEffect(() => {
    const refresh = gather<Resource>(1000, (resources) => {
      void client.invalidateQueries({ predicate: ({ queryKey }) => resources.has(queryKey[0] as Resource) });
    });
    let wasLost = false;
    const stop = followStream({
      open: () => new EventSource(urlOf('api/stream')),
      retryAfter: 3000,
      onEntry: (entry) => {
        setLive((before) => ({ ...before, lastEventAt: Date.now() }));
        refresh.add(affectedBy(entry));
      },
      onState: (state) => {
        if (state === 'open' && wasLost) void client.invalidateQueries();
        wasLost = state === 'lost' || (wasLost && state !== 'open');
        setLive((before) => ({
          ...before,
          state,
          lostSince: state === 'lost' ? (before.lostSince ?? Date.now()) : null,
        }));
      },
    });
    return () => {
      stop();
      refresh.stop();
    };
  }, [client]);

  return <LiveContext value={live}>{children}</LiveContext>;
}
