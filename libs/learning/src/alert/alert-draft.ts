import type { Proposer } from '@hormesis/events';
import type { Lesson } from '../lesson.js';
import type { Draft } from '../outcome.js';
import { proposalId } from '../proposal/proposal-id.js';
import { slug } from '../slug.js';
import { duration, oneLine } from '../wording.js';
import type { AlertRule } from './alert-rule.js';
import { type Fitted, spread } from './fit-rule.js';
import { alertName } from './prometheus-text.js';
import { ruleFile } from './rule-file.js';
import { type RuleTest, ruleTestFile } from './rule-test-file.js';
import type { Condition } from './run-rule.js';
import type { Sections } from './sections.js';

/** What a proposer of alerts says in its own words. */
export type AlertWords = {
  /** Last part of the alert’s name: `BadShareHigh`. */
  name: string;
  title: string;
  summary: string;
  description: string;
  instance: string;
  generalised: string;
  /** Why the rule is as it is. */
  why: readonly string[];
};

/** A rule with its promtool test, as a proposal. */
export function alertDraft<V extends Condition>(
  { incident, assembled }: Lesson,
  proposer: Proposer,
  { metric, sections, fitted }: { metric: string; sections: Sections; fitted: Fitted<V> },
  words: AlertWords,
): Draft {
  const { variant, firesAtMs } = fitted;
  const file = slug(`${incident.service}-${incident.environment}-${metric}-${proposer}`);
  const rule: AlertRule = {
    name: file,
    alert: alertName(incident.service, incident.environment, metric, words.name),
    expr: variant.expr,
    forMs: variant.forMs,
    intervalMs: sections.incident.stepMs,
    labels: {
      severity: incident.anomaly?.data.severity ?? 'critical',
      hormesis_proposal: proposalId(incident.id, proposer),
      hormesis_incident: oneLine(incident.id),
    },
    annotations: {
      summary: words.summary,
      description: `${variant.forMs === 0 ? '' : `It has been so for ${duration(variant.forMs)}. `}${words.description} Look at what changed last, and turn it off first.`,
    },
  };
  const leadMs = Date.parse(incident.detectedAt) - firesAtMs;
  const comment = `Proposed by Hormesis, taught by ${oneLine(incident.id)}.`;
  return {
    class: leadMs > 0 ? 'detects-earlier' : 'limits',
    title: words.title,
    instance: `${words.instance} It would have fired at ${iso(firesAtMs)}, ${lead(leadMs)}.`,
    generalised: words.generalised,
    rationale: rationale(words, fitted, sections, leadMs),
    files: [
      { path: `alerts/${file}.rules.yml`, mediaType: 'application/yaml', content: ruleFile(rule, comment) },
      {
        path: `alerts/${file}.test.yml`,
        mediaType: 'application/yaml',
        content: ruleTestFile(
          rule,
          testsOf(fitted, sections, oneLine(incident.id)),
          `${file}.rules.yml`,
          comment,
        ),
      },
    ],
    evidence: [
      ...new Set([
        incident.detected.id,
        ...incident.anomalies.map(({ id }) => id),
        ...sections.healthy.map(({ eventId }) => eventId),
      ]),
    ],
    verification: `\`promtool test rules alerts/${file}.test.yml\` passes; at the next recurrence or drill ${rule.alert} fires before anybody else notices.`,
    variantsTried: fitted.tried,
    fittedUntil: iso(Date.parse(assembled.endedAt ?? incident.detectedAt)),
    rank: leadMs / 1000,
  };
}

function testsOf<V extends Condition>(fitted: Fitted<V>, sections: Sections, incident: string): RuleTest[] {
  const { index, labels, silentAt } = fitted;
  return [
    {
      name: `${incident}: silent in the normal before it, firing in it`,
      record: sections.incident,
      silentAt,
      firesAt: { index, labels },
    },
    ...sections.healthy.map(({ eventId, at, record }) => ({
      name: `silent at the healthy change ${oneLine(eventId)} of ${at}`,
      record,
      silentAt: spread(0, record.length - 1),
    })),
  ];
}

function rationale<V extends Condition>(
  words: AlertWords,
  { variant, tried, firesAtMs }: Fitted<V>,
  { windows, healthy }: Sections,
  leadMs: number,
): string {
  return [
    ...words.why,
    variant.forMs === 0
      ? 'One evaluation is enough, for it was short or quickly noticed.'
      : `The condition must hold for ${duration(variant.forMs)}.`,
    `Replayed over the ${windows.before} windows before and ${windows.during} during the incident, the rule fires at ${iso(firesAtMs)}, ${lead(leadMs)}.`,
    tried === 1 ? '' : `${tried} variants were compared; the calmest that fires soon enough was taken.`,
    healthy.length === 0
      ? 'No healthy change of the service with signals around it is on record to hold it against.'
      : `It is silent at ${healthy.length === 1 ? 'a healthy change' : `${healthy.length} healthy changes`} of the service.`,
    'It was fitted on this one incident; its backtest says how often it would fire falsely in other weeks.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function lead(leadMs: number): string {
  return leadMs > 0
    ? `${duration(leadMs)} before the incident was detected`
    : `${duration(-leadMs)} after the incident was detected, so it stands in where that detector is absent`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
