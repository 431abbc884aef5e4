import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createQueryClient } from './api/query-client.js';
import { LiveProvider } from './live/live-context.js';
import { router } from './router.js';
import { SessionGate } from './shell/session-gate.js';
import { Notices } from './ui/notices.js';

const client = createQueryClient();

export function App() {
  return (
    <StrictMode>
      <I18nProvider locale="en-US">
        <QueryClientProvider client={client}>
          <SessionGate>
            <LiveProvider>
              <Notices>
                <RouterProvider router={router} />
              </Notices>
            </LiveProvider>
          </SessionGate>
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>
  );
}
