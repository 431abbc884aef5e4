import type { ReactNode } from 'react';
import styles from './page.module.css';

type PageProps = {
  /** The tab's title, without the product's name. */
  title: string;
  heading?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** A page: its title, a line on what it shows, what can be done, and the rest. */
export function Page({ title, heading = title, lead, actions, children }: PageProps) {
  return (
    <>
      <title>{`${title} · Hormesis`}</title>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1>{heading}</h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** A titled part of a page. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {aside && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}

export function Card({ children }: { children: ReactNode }) {
  return <div className={styles.card}>{children}</div>;
}
