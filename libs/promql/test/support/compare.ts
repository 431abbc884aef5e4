import {
  evaluateAt,
  evaluateRange,
  type Labels,
  labelKey,
  PromqlError,
  parseExpression,
  type SeriesSource,
  typeOf,
} from '@hormesis/promql';
import type { Reply } from './real-prometheus.js';

/** Values by series and time; or that there was an error. */
export type Values = Map<string, number> | 'error';

const dialect = { dialect: '2' } as const;

export function ourInstant(text: string, source: SeriesSource, at: number): Values {
  return orError(() => {
    const expression = parseExpression(text);
    return new Map(
      evaluateAt(expression, source, at, dialect).map(({ labels, value }) => [key(labels, at), value]),
    );
  });
}

export function ourRange(text: string, source: SeriesSource, from: number, to: number, step: number): Values {
  return orError(() => {
    const values = new Map<string, number>();
    evaluateRange(
      parseExpression(text),
      source,
      { fromMs: from, toMs: to, stepMs: step },
      (at, vector) => {
        for (const [slot, labels] of vector.labels.entries())
          if (vector.present[slot] === 1) values.set(key(labels, at), vector.values[slot] ?? 0);
      },
      dialect,
    );
    return values;
  });
}

export function theirs(reply: Reply): Values {
  if ('error' in reply) return 'error';
  if (reply.type === 'scalar') {
    const [time, value] = reply.result as unknown as [number, string];
    return new Map([[key({}, Math.round(time * 1000)), Number(value.replace('Inf', 'Infinity'))]]);
  }
  return new Map(
    reply.result.flatMap(({ metric, value, values }) =>
      (values ?? (value ? [value] : [])).map(([time, text]) => [
        key(metric, Math.round(time * 1000)),
        Number(text.replace('Inf', 'Infinity')),
      ]),
    ),
  );
}

/** What differs, as lines to read; nothing when they are equal. */
export function differences(ours: Values, real: Values): string[] {
  if (ours === 'error' || real === 'error')
    return ours === real ? [] : [`ours ${shown(ours)}, Prometheus ${shown(real)}`];
  const lines: string[] = [];
  for (const each of new Set([...ours.keys(), ...real.keys()])) {
    const [a, b] = [ours.get(each), real.get(each)];
    if (a === undefined || b === undefined || !close(a, b)) lines.push(`${each}: ours ${a}, Prometheus ${b}`);
  }
  return lines;
}

/** Equal to nine digits; what remains of a difference of equal numbers may be rounding. */
function close(a: number, b: number): boolean {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return true;
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) || Math.abs(a - b) < 1e-11;
}

const shown = (values: Values): string => (values === 'error' ? 'fails' : `gives ${values.size} values`);
const key = (labels: Labels, at: number): string => `${labelKey(labels)} @ ${at}`;

function orError(run: () => Values): Values {
  try {
    return run();
  } catch (error) {
    if (error instanceof PromqlError && error.fault === 'evaluation') return 'error';
    throw error;
  }
}

export const isScalar = (text: string): boolean => typeOf(parseExpression(text)) === 'scalar';
