import { basename } from 'node:path';
import {
  BadPolicy,
  type Facts,
  type NamedReport,
  type Period,
  PolicyReplay,
  parseRampPolicy,
  RulesReplay,
} from '@hormesis/backtest';
import { readRules } from '@hormesis/promql';
import { readLines } from '../attribute/read-lines.js';
import { CliError } from '../cli/cli-error.js';
import { BadLine } from '../detect/watch-line.js';
import type { BacktestOptions, Reports } from './backtest.js';
import { pastIncidentOf } from './incident-line.js';
import { passedOver, withoutIncidents } from './passed-over.js';
import { textOf } from './read-text.js';
import { RecordedLines } from './recorded-lines.js';
import { instantOf } from './when.js';

/**
 * Replays rules or a flag policy over windows that were written as lines, without a server.
 *
 * @param warn hears what of the incidents is passed over, and why
 */
export async function replayHere(
  options: BacktestOptions & { windows: string },
  warn: (line: string) => void = () => undefined,
): Promise<Reports> {
  const lines = new RecordedLines();
  await eachLine(options.windows, (text) => lines.take(text));
  const incidents = [] as Facts['incidents'][number][];
  if (options.incidents !== undefined)
    await eachLine(options.incidents, (text) => incidents.push(pastIncidentOf(text)));
  const period = periodOf(options, lines);
  if (incidents.length === 0) warn(withoutIncidents(options));
  for (const line of passedOver(incidents, lines.places, period)) warn(line);
  const facts = { incidents, changes: lines.changes(incidents) };
  return [...(await reportsOf(options, { facts, lines, period }))].map(({ pictures, ...rest }) => ({
    ...rest,
    pictures: pictures.map((picture) => ({ ...picture, points: [...picture.points] })),
  }));
}

type Past = { facts: Facts; lines: RecordedLines; period: Period };

async function reportsOf(options: BacktestOptions, { facts, lines, period }: Past): Promise<NamedReport[]> {
  const { recorder } = lines;
  if (options.rule !== undefined) {
    const file = readRules(await textOf(options.rule));
    if ('problems' in file) {
      throw new CliError('usage', `The rules of ${options.rule} cannot be read.`, undefined, {
        details: file.problems.map(({ line, message, rule }) => ({
          field: rule === undefined ? `line ${line}` : `line ${line}, rule ${rule}`,
          reason: message,
        })),
      });
    }
    const replay = new RulesReplay({ file, facts, period, origin: null });
    replay.take(recorder, recorder.windows);
    return replay.reports();
  }
  const path = options.flagPolicy ?? '';
  const replay = new PolicyReplay({
    name: basename(path),
    policy: await policyOf(path),
    facts,
    period,
    origin: null,
  });
  for (const service of replay.services) replay.take(recorder, service, lines.windowsOf(service));
  return [replay.report()];
}

async function policyOf(path: string) {
  try {
    return parseRampPolicy(await textOf(path));
  } catch (error) {
    if (!(error instanceof BadPolicy)) throw error;
    throw new CliError('usage', `The flag policy ${path} cannot be read.`, undefined, {
      details: error.faults,
    });
  }
}

/** All that the lines tell of, unless options say less. Nothing here depends on the clock. */
function periodOf({ from, to, windows }: BacktestOptions, { first, last }: RecordedLines): Period {
  if (first === undefined || last === undefined) {
    throw new CliError(
      'usage',
      `There is no signal window in ${windows}.`,
      'See hormesis detect for how a line is written.',
    );
  }
  const period = {
    from: from === undefined ? first : Date.parse(instantOf('--from', from, new Date(last))),
    to: to === undefined ? last : Date.parse(instantOf('--to', to, new Date(last))),
  };
  if (period.from < period.to) return period;
  throw new CliError(
    'usage',
    'The period is empty.',
    `The windows are from ${new Date(first).toISOString()} to ${new Date(last).toISOString()}.`,
  );
}

async function eachLine(path: string, take: (text: string) => void): Promise<void> {
  for await (const { number, text } of readLines(path)) {
    try {
      take(text);
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      throw new CliError('usage', `Line ${number} of ${path} cannot be read: ${error.message}.`);
    }
  }
}
