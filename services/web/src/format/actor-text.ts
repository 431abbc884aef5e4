import type { Actor } from '@hormesis/api';

/** Who acted, in a line: `agent:release-bot for ana`. */
export function actorText(actor: Actor | null): string {
  if (!actor) return 'unknown';
  const who = actor.kind === 'person' ? actor.id : `${actor.id} (${actor.kind})`;
  return actor.onBehalfOf ? `${who} for ${actor.onBehalfOf}` : who;
}
