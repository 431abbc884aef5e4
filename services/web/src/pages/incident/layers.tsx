import type { IncidentCase } from '@hormesis/api';
import { layers } from '../../learning/class-words.js';
import styles from './incident-case.module.css';

/** The layers that can stop a mistake, from the earliest to the last: which one did, and which one could have. */
export function Layers({ known }: { known: Pick<IncidentCase, 'stoppedBy' | 'shouldHave'> }) {
  return (
    <ol className={styles.layers} aria-label="Layers that can stop a mistake">
      {layers.map(({ layer, word, means }) => {
        const did = layer === known.stoppedBy;
        const should = layer === known.shouldHave;
        const says =
          did && should ? 'stopped it, in the right place' : did ? 'stopped it' : should && 'could have';
        return (
          <li key={layer} data-role={did ? 'did' : should ? 'should' : undefined}>
            <span className={styles.layer}>{word}</span>
            <span className={styles.means}>{says || means}</span>
          </li>
        );
      })}
    </ol>
  );
}
