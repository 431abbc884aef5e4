import {
  type Facts,
  type Origin,
  PolicyReplay,
  parseRampPolicy,
  RulesReplay,
  scoreTest,
} from '@hormesis/backtest';
import type { BacktestReport } from '@hormesis/events/learning';
import type { Proposed } from '@hormesis/learning';
import { type RuleFile, readRules } from '@hormesis/promql';
import type { Recorder } from '@hormesis/recording';

/** What the replays read. */
export type Past = { record: Recorder; facts: Facts; from: number; to: number };

/** Replays a proposal over the record, by the evaluators of the product. */
export function judgeProposal({ data }: Proposed, { record, facts, from, to }: Past): BacktestReport {
  const period = { from, to };
  const origin: Origin = {
    incident: data.incident,
    fingerprint: data.fingerprint,
    service: data.service.id,
    environment: data.environment?.id,
    fittedUntil: data.fittedUntil === undefined ? null : Date.parse(data.fittedUntil),
    variantsTried: data.variantsTried,
    limits: data.class === 'limits',
  };
  if (data.kind === 'test') return scoreTest(facts, origin, period);
  if (data.kind === 'alert') {
    const replay = new RulesReplay({ file: rulesIn(data.files), facts, period, origin });
    replay.take(record, record.windows);
    return reportOf(replay.reports()[0]?.report, data.title);
  }
  const ramp = data.files.find(({ path }) => path.endsWith('.ramp.json'));
  if (!ramp) return nothingToReplay(scoreTest(facts, origin, period));
  const replay = new PolicyReplay({
    name: data.title,
    policy: parseRampPolicy(ramp.content),
    facts,
    period,
    origin,
  });
  for (const service of replay.services) replay.take(record, service, 0);
  return replay.report().report;
}

/** The rules of a proposed alert. */
export function rulesIn(files: Proposed['data']['files']): RuleFile {
  const file = files.find(({ path }) => path.endsWith('.rules.yml'));
  const read = readRules(file?.content ?? '');
  if ('problems' in read)
    throw new Error(`a proposed rule file cannot be read: ${JSON.stringify(read.problems)}`);
  return read;
}

function reportOf(report: BacktestReport | undefined, title: string): BacktestReport {
  if (!report) throw new Error(`“${title}” holds no alert.`);
  return report;
}

/** A flag without a ramp: how changes reach users in time is not said, so there is nothing to live through again. */
function nothingToReplay(report: BacktestReport): BacktestReport {
  const reason = 'It names no ramp, so there is nothing to live through again.';
  return { ...report, verdict: 'not-evaluable', reason };
}
