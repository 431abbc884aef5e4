import { cx } from '../ui/cx.js';
import type { Kind, Outcome } from './columns.js';
import styles from './glyph.module.css';
import { shapes } from './shapes.js';

/** The chart's shape beside words; its kind and outcome are said to those who do not see it. */
export function Glyph({ kind, outcome, silent = false }: { kind: Kind; outcome: Outcome; silent?: boolean }) {
  return (
    <>
      <svg aria-hidden="true" className={cx(styles.glyph, styles[outcome])} viewBox="-1 -1 18 18">
        <path d={shapes[kind].path} fillRule="evenodd" />
      </svg>
      {!silent && (
        <span className="visually-hidden">{`${shapes[kind].word}${outcome === 'neutral' ? '' : `, ${outcome}`}: `}</span>
      )}
    </>
  );
}
