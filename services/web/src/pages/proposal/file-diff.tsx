import styles from './file-diff.module.css';
import { changeWords, lineDiff } from './line-diff.js';

const marks = { same: ' ', gone: '−', new: '+' } as const;
const words = { same: '', gone: 'removed: ', new: 'added: ' } as const;

/** What differs between two texts, line by line; marks and hidden words say what colour says. */
export function FileDiff({ title, before, after }: { title: string; before: string; after: string }) {
  const lines = lineDiff(before, after);
  return (
    <figure className={styles.diff}>
      <figcaption className={styles.caption}>
        {title} <span>{changeWords(lines)}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.lines} tabIndex={0} aria-label={title}>
        <table>
          <tbody>
            {lines.map((line) =>
              line.kind === 'fold' ? (
                <tr key={`fold after ${lines.indexOf(line)}`} className={styles.fold}>
                  <td colSpan={3}>{`${line.hidden} lines alike`}</td>
                </tr>
              ) : (
                <tr key={`${line.before} ${line.after}`} data-kind={line.kind}>
                  <td className={styles.number}>{line.before}</td>
                  <td className={styles.number}>{line.after}</td>
                  <td>
                    <code>
                      <span className="visually-hidden">{words[line.kind]}</span>
                      <span aria-hidden="true">{`${marks[line.kind]} `}</span>
                      {line.text}
                    </code>
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
