import { services } from './fleet/cast.js';
import type { Client } from './sending/client.js';

/** Services that the guardian may repair by itself; elsewhere it recommends. */
const trusted = ['checkout', 'catalog', 'accounts', 'images'];

/** What a team sets up once: its flags, and how far the guardian may go. Doing it again changes nothing. */
export async function prepareServer(client: Client): Promise<void> {
  for (const { name, flag } of services) {
    if (flag) {
      await client.put(
        `/api/flags/${flag}`,
        {
          service: name,
          environment: 'production',
          definition: {
            state: 'ENABLED',
            variants: { on: true, off: false },
            defaultVariant: 'off',
            metadata: { owner: 'shop' },
          },
          reason: 'Every user-facing change is behind a flag',
        },
        'person:ana',
      );
    }
  }
  await client.put(
    '/api/policy',
    { rung: 'recommend', cap: 1_000, reason: 'This shop goes wrong all day, to be watched' },
    'person:ana',
  );
  for (const service of trusted) {
    await client.put(
      '/api/policy',
      {
        service,
        environment: 'production',
        rung: 'rollback',
        reason: 'Its flags and rollbacks were tried in a drill',
      },
      'person:ana',
    );
  }
}
