import type { IncidentAction, TimelineEntry } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { actionText } from '../../format/action-text.js';
import { Actor } from '../../ui/actor.js';
import { ActionBadge, Badge } from '../../ui/badge.js';
import { AtTime } from '../../ui/time.js';
import { ActionOrders } from './action-orders.js';
import { type ActionStep, actionSteps, whyOf } from './action-steps.js';
import styles from './actions.module.css';
import { isOfPolicy, withheldWords } from './withheld-words.js';

type ActionsProps = { actions: readonly IncidentAction[]; entries: readonly TimelineEntry[] };

/** What was recommended, asked for and done, newest first, each with what became of it. */
export function Actions({ actions, entries }: ActionsProps) {
  if (actions.length === 0) return <p className={styles.none}>Nothing was recommended or done.</p>;
  const newestFirst = [...actions].sort((a, b) => Date.parse(b.requestedAt) - Date.parse(a.requestedAt));
  return (
    <ol className={styles.list}>
      {newestFirst.map((action) => (
        <Action key={action.id} action={action} entries={entries} />
      ))}
    </ol>
  );
}

function Action({ action, entries }: { action: IncidentAction; entries: readonly TimelineEntry[] }) {
  const why = whyOf(action.id, entries);
  const reason = why.reason ?? action.reason;
  return (
    <li className={styles.action}>
      <div className={styles.head}>
        <strong>{actionText(action.target)}</strong>
        <span className={styles.badges}>
          {action.dryRun && <Badge tone="warn">dry run</Badge>}
          <ActionBadge state={action.state} />
          <Verdict verdict={action.verdict} />
        </span>
      </div>
      {reason && <p>{reason}</p>}
      <Withheld codes={action.state === 'recommended' ? why.withheld : []} />
      <Steps action={action} steps={actionSteps(action.id, entries)} reason={reason} />
      <ActionOrders action={action} />
    </li>
  );
}

function Verdict({ verdict }: Pick<IncidentAction, 'verdict'>) {
  if (verdict === null) return null;
  return verdict === 'confirmed' ? (
    <Badge tone="good" mark="check">
      was right
    </Badge>
  ) : (
    <Badge tone="bad" mark="cross">
      was wrong
    </Badge>
  );
}

function Withheld({ codes }: { codes: readonly string[] }) {
  if (codes.length === 0) return null;
  return (
    <div>
      <h3 className={styles.why}>Why it did not act alone</h3>
      <ul className={styles.withheld}>
        {codes.map((code) => (
          <li key={code}>
            {withheldWords(code)} {isOfPolicy(code) && <Link to="/policy">Policy</Link>}
          </li>
        ))}
      </ul>
    </div>
  );
}

type StepsProps = { action: IncidentAction; steps: readonly ActionStep[]; reason: string | null };

function Steps({ action, steps, reason }: StepsProps) {
  if (steps.length === 0) {
    return (
      <p className={styles.small}>
        <AtTime at={action.requestedAt} />
      </p>
    );
  }
  return (
    <ol className={styles.steps} aria-label="What became of it">
      {steps.map((step) => (
        <li key={step.eventId} className={styles.step} data-tone={step.tone}>
          <span className={styles.small}>
            <AtTime at={step.at} />
          </span>
          <span className={styles.told}>
            <span className={styles.word}>{step.word}</span>
            {step.by && step.by.kind !== 'system' && <Actor actor={step.by} />}
            {step.detail && step.detail !== reason && <span className={styles.detail}>{step.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
