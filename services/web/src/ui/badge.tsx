import type { Deployment, Flag, IncidentAction, IncidentSummary, Proposal } from '@hormesis/api';
import styles from './badge.module.css';
import { cx } from './cx.js';

export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'learn' | 'quiet';
type Mark = 'full' | 'half' | 'empty' | 'cross' | 'check' | 'up' | 'down' | 'level' | 'back';

const marks: Record<Mark, { path: string; fill: boolean }> = {
  full: { path: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z', fill: true },
  half: { path: 'M5 1.5a3.5 3.5 0 0 0 0 7z', fill: true },
  empty: { path: 'M5 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z', fill: false },
  cross: { path: 'm2 2 6 6M8 2 2 8', fill: false },
  check: { path: 'm1.5 5.5 2.5 2.5 4.5-6', fill: false },
  up: { path: 'M5 1.5 9 8.5H1z', fill: true },
  down: { path: 'M5 8.5 1 1.5h8z', fill: true },
  level: { path: 'M1.5 5h7', fill: false },
  back: { path: 'M8 1.5v7L2 5z', fill: true },
};

/** A state in a word, with a colour and a mark that say the same. */
export function Badge({ tone, mark, children }: { tone: Tone; mark?: Mark; children: string }) {
  return (
    <span className={cx(styles.badge, styles[tone])}>
      {mark && (
        <svg aria-hidden="true" className={styles.mark} viewBox="0 0 10 10">
          <path d={marks[mark].path} fill={marks[mark].fill ? undefined : 'none'} />
          {mark === 'half' && <path d={marks.empty.path} fill="none" />}
        </svg>
      )}
      {children}
    </span>
  );
}

const phases: Record<IncidentSummary['phase'], [Tone, Mark]> = {
  open: ['bad', 'full'],
  acknowledged: ['warn', 'half'],
  mitigated: ['info', 'half'],
  resolved: ['good', 'check'],
};
export function PhaseBadge({ phase }: { phase: IncidentSummary['phase'] }) {
  const [tone, mark] = phases[phase];
  return (
    <Badge tone={tone} mark={mark}>
      {phase}
    </Badge>
  );
}

const severities: Record<IncidentSummary['severity'], [Tone, Mark]> = {
  critical: ['bad', 'up'],
  warning: ['warn', 'up'],
  info: ['quiet', 'empty'],
};
export function SeverityBadge({ severity }: { severity: IncidentSummary['severity'] }) {
  const [tone, mark] = severities[severity];
  return (
    <Badge tone={tone} mark={mark}>
      {severity}
    </Badge>
  );
}

export function DeploymentBadge({ phase, exposure }: { phase: Deployment['phase']; exposure: number }) {
  if (phase === 'rolled-back')
    return (
      <Badge tone="warn" mark="back">
        rolled back
      </Badge>
    );
  if (phase === 'removed')
    return (
      <Badge tone="quiet" mark="cross">
        removed
      </Badge>
    );
  return exposure < 100 ? (
    <Badge tone="info" mark="half">{`${exposure} % of users`}</Badge>
  ) : (
    <Badge tone="good" mark="full">
      live
    </Badge>
  );
}

export function FlagBadge({ state }: { state: Flag['state'] }) {
  return state === 'ENABLED' ? (
    <Badge tone="good" mark="full">
      enabled
    </Badge>
  ) : (
    <Badge tone="quiet" mark="empty">
      disabled
    </Badge>
  );
}

const actionStates: Record<IncidentAction['state'], [Tone, Mark]> = {
  recommended: ['learn', 'empty'],
  requested: ['info', 'half'],
  completed: ['good', 'check'],
  failed: ['bad', 'cross'],
  refused: ['warn', 'cross'],
  stopped: ['quiet', 'cross'],
  undoing: ['info', 'half'],
  undone: ['warn', 'back'],
};
export function ActionBadge({ state }: { state: IncidentAction['state'] }) {
  const [tone, mark] = actionStates[state];
  return (
    <Badge tone={tone} mark={mark}>
      {state}
    </Badge>
  );
}

const proposalStates: Record<Proposal['state'], [Tone, Mark, string]> = {
  proposed: ['learn', 'empty', 'waiting'],
  backtested: ['learn', 'half', 'backtested'],
  accepted: ['info', 'half', 'accepted'],
  applied: ['good', 'full', 'in force'],
  rejected: ['quiet', 'cross', 'rejected'],
  retired: ['quiet', 'empty', 'retired'],
};
export const proposalStateWord = (state: Proposal['state']): string => proposalStates[state][2];
export function ProposalBadge({ state }: { state: Proposal['state'] }) {
  const [tone, mark, word] = proposalStates[state];
  return (
    <Badge tone={tone} mark={mark}>
      {word}
    </Badge>
  );
}

const kindWords: Record<Proposal['kind'], string> = {
  test: 'test',
  alert: 'alert',
  'flag-default': 'flag default',
};
export const proposalKindWord = (kind: Proposal['kind']): string => kindWords[kind];

const classWords: Record<Proposal['class'], string> = {
  prevents: 'prevents it',
  'detects-earlier': 'detects it earlier',
  limits: 'limits it',
};
export const proposalClassWord = (kind: Proposal['class']): string => classWords[kind];
