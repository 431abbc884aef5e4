import type { TopicPartition } from '@hormesis/log';
import type { FindingKind, NewFinding } from './finding.js';
import type { Difference } from './ledger.js';
import type { Sighting } from './sighting.js';
import type { Range } from './walk.js';

/** A keeper has not taken in just what stands on the log; `run`: the records it comes down to, where that is known. */
export function differs(
  { keeper, topic, partition }: Sighting,
  { from, to, onLog, surplus }: Difference,
  run: Range | undefined,
): NewFinding {
  const count = Math.abs(surplus.records);
  const expected = run ? count : onLog;
  const range = run ?? { from, to };
  const kind = kindOf(surplus.records);
  return {
    kind,
    keeper,
    topic,
    partition,
    ...range,
    isExact: run !== undefined,
    expected,
    actual: expected + surplus.records,
    detail: said[kind](count),
  };
}

function kindOf(surplus: number): 'missing' | 'doubled' | 'different' {
  if (surplus === 0) return 'different';
  return surplus < 0 ? 'missing' : 'doubled';
}

const said = {
  missing: (count: number) => `It has passed ${records(count)} that it never took in.`,
  doubled: (count: number) =>
    `It has taken in ${records(count)} more than once, or records that are not on the log.`,
  different: () => 'It has taken in as many records as there are, but not the same ones.',
};

/** Records up to `tail` were gone from the log before the keeper came to them; it has taken in `actual` of them. */
export function trimmedAway(
  { keeper, topic, partition }: Sighting,
  from: number,
  tail: number,
  actual: number,
): NewFinding {
  return {
    kind: 'trimmed',
    keeper,
    topic,
    partition,
    from,
    to: tail,
    isExact: false,
    expected: tail - from,
    actual,
    detail: 'The log was trimmed before it took these records in.',
  };
}

/** The log itself lacks records. */
export function logMissing(where: TopicPartition, gap: Range): NewFinding {
  const expected = gap.to - gap.from;
  return ofLog('log-missing', where, gap, {
    isExact: true,
    expected,
    actual: 0,
    detail: `The log gave these offsets out, but holds no record there: ${records(expected)} are missing.`,
  });
}

/** The log itself is not what it was. */
export function ofLog(
  kind: FindingKind,
  { topic, partition }: TopicPartition,
  { from, to }: Range,
  rest: Pick<NewFinding, 'isExact' | 'expected' | 'actual' | 'detail'>,
): NewFinding {
  return { kind, keeper: null, topic, partition, from, to, ...rest };
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}
