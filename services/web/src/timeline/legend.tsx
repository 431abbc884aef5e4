import type { Kind } from './columns.js';
import { Glyph } from './glyph.js';
import styles from './legend.module.css';
import { shapes } from './shapes.js';

/** What the shapes and fillings mean; only the kinds that occur. */
export function Legend({ present }: { present: readonly Kind[] }) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {present.map((kind) => (
        <li key={kind}>
          <Glyph kind={kind} outcome="neutral" silent />
          {shapes[kind].word}
        </li>
      ))}
      <li className={styles.outcome}>
        <Glyph kind="person" outcome="good" silent />
        full: good
      </li>
      <li>
        <Glyph kind="person" outcome="bad" silent />
        edged: bad
      </li>
    </ul>
  );
}
