import type { Actor as ActorData } from '@hormesis/api';
import { actorText } from '../format/actor-text.js';
import styles from './actor.module.css';
import { Icon } from './icon.js';

const icons = { person: 'person', agent: 'agent', system: 'cog' } as const;

/** Who acted; for an agent also on whose behalf. The credential is shown on hover. */
export function Actor({ actor }: { actor: ActorData | null }) {
  if (!actor) return <span className={styles.unknown}>unknown</span>;
  return (
    <span
      className={styles.actor}
      title={actor.credential ? `${actorText(actor)}, credential ${actor.credential}` : actorText(actor)}
    >
      <Icon name={icons[actor.kind]} size={15} />
      <span className={styles.words}>
        {actor.kind !== 'person' && <span className="visually-hidden">{actor.kind} </span>}
        {actor.id}
        {actor.onBehalfOf && <span className={styles.behalf}> for {actor.onBehalfOf}</span>}
      </span>
    </span>
  );
}
