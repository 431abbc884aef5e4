import type { Policy } from '@hormesis/api';
import { recordWords } from './policy-words.js';
import styles from './precision-bar.module.css';

const width = 200;

/** Where the precision lies: the bar reaches from its lower to its upper bound, the tick is what the next rung asks for. */
export function PrecisionBar({ policy }: { policy: Pick<Policy, 'record' | 'precision' | 'rung'> }) {
  const { record, precision } = policy;
  const known = record.confirmed + record.wrong > 0;
  return (
    <div className={styles.frame}>
      {known && (
        <svg className={styles.bar} viewBox={`0 0 ${width} 10`} preserveAspectRatio="none" aria-hidden="true">
          <rect x="0" y="3" width={width} height="4" className={styles.track} />
          <rect
            x={record.atLeast * width}
            y="3"
            width={Math.max(1, (record.atMost - record.atLeast) * width)}
            height="4"
            className={record.atLeast >= precision ? styles.enough : styles.range}
          />
          <rect x={record.precision * width - 1} y="1" width="2" height="8" className={styles.measured} />
          <rect x={precision * width - 1} y="0" width="1.5" height="10" className={styles.asked} />
        </svg>
      )}
      <p className={styles.words}>{recordWords(policy)}</p>
    </div>
  );
}
