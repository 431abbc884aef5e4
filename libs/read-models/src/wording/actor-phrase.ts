import type { Principal } from '@hormesis/events';

/** Who acted, to be put behind a passive: ` by agent shipper for ana`. Nothing where it was the system itself. */
export function byWhom(actor: Principal | undefined): string {
  if (!actor || actor.kind === 'system') return '';
  const name = actor.kind === 'agent' ? `agent ${actor.id}` : actor.id;
  return actor.onBehalfOf ? ` by ${name} for ${actor.onBehalfOf}` : ` by ${name}`;
}
