import { encodeEvent, stateEvent } from '@hormesis/events';

export const watchedService = 'watched';

/** A deployment of one service, now, as JSON. */
export function watchedEvent(id: string): string {
  const event = stateEvent(
    {
      name: 'service.deployed',
      subject: watchedService,
      data: { environment: { id: 'preview' }, artifactId: `pkg:oci/${watchedService}@${id}`, version: id },
    },
    { id, source: '/bench' },
  );
  return JSON.stringify(encodeEvent(event));
}
