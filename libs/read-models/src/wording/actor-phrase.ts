import type { Principal } from '@hormesis/events';

/** Who acted, to be put behind a passive: ` by agent shipper for ana`; nothing where nobody is named. */
export function byWhom(actor: Principal | undefined): string {
  if (!actor) return '';
  const name = actor.kind === 'agent' ? `agent ${actor.id}` : actor.id;
  return actor.onBehalfOf ? ` by ${name} for ${actor.onBehalfOf}` : ` by ${name}`;
}
