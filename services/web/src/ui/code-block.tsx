import styles from './code-block.module.css';
import { CopyButton } from './copy-button.js';

/** Text to be copied as it is: a command, a file. `name` says what it is. */
export function CodeBlock({ name, text }: { name: string; text: string }) {
  return (
    <figure className={styles.block}>
      <figcaption className={styles.caption}>
        <code>{name}</code>
        <CopyButton text={text} tone="quiet" aria-label={`Copy ${name}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.text} tabIndex={0} aria-label={name}>
        <pre>{text}</pre>
      </section>
    </figure>
  );
}
