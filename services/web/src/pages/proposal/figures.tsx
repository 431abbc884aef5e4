import type { Proposal } from '@hormesis/api';
import type { ReactNode } from 'react';
import type { Report } from '../../learning/proposal-words.js';
import styles from './figures.module.css';
import { figuresOf } from './figures-of.js';

/** The figures of a backtest, each with what it means; those that do not apply are left out. */
export function Figures({ report, kind }: { report: Report; kind: Proposal['kind'] }) {
  return (
    <dl className={styles.figures}>
      {figuresOf(report, kind).map(({ word, value, says, tone }) => (
        <div key={word} className={styles.figure} data-tone={tone}>
          <dt>{word}</dt>
          <dd className={styles.value}>{value}</dd>
          <dd className={styles.says}>{says}</dd>
        </div>
      ))}
    </dl>
  );
}

const most = 10;

/** Why the record does not allow a judgement, and what would be needed. */
export function NotEvaluable({ report }: { report: Report }) {
  return (
    <Box title="The record does not allow a judgement">
      <p>{report.reason}</p>
      {report.missing.length > 0 && (
        <>
          <p>What is missing:</p>
          <ul className={styles.missing}>
            {report.missing.slice(0, most).map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
          {report.missing.length > most && <p>{`… and ${report.missing.length - most} more.`}</p>}
        </>
      )}
      <p>That is not the same as “no false alarms”: nothing was shown either way.</p>
    </Box>
  );
}

function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.box}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}
