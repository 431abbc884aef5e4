import styles from './evidence-terms.module.css';
import { type Term, termsInWords } from './term-words.js';

const width = 80;

type TermsProps = {
  terms: Readonly<Record<string, number>> | undefined;
  /** `false`: of the candidate “no change”. */
  isChange: boolean;
};

/** What a score is the sum of: bars to the right speak for the change, to the left against it. */
export function EvidenceTerms({ terms, isChange }: TermsProps) {
  const shown = termsInWords(terms, isChange);
  if (shown.length === 0) return null;
  const most = Math.max(3, ...shown.map(({ value }) => Math.abs(value)));
  return (
    <ul className={styles.terms} aria-label="Evidence by weight">
      {shown.map((term) => (
        <li key={term.name} className={styles.term}>
          <Bar term={term} most={most} />
          <span className={styles.times}>{term.times}</span>
          <span>{term.word}</span>
        </li>
      ))}
    </ul>
  );
}

function Bar({ term: { value }, most }: { term: Term; most: number }) {
  const length = (Math.abs(value) / most) * (width / 2);
  return (
    <svg className={styles.bar} viewBox={`0 0 ${width} 10`} aria-hidden="true">
      <rect
        x={value < 0 ? width / 2 - length : width / 2}
        y="2"
        width={length}
        height="6"
        className={value < 0 ? styles.against : styles.for}
      />
      <rect x={width / 2 - 0.5} y="0" width="1" height="10" className={styles.middle} />
    </svg>
  );
}
