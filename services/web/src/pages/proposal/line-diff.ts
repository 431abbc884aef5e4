import { diffLines } from 'diff';

export type DiffLine =
  | { kind: 'same' | 'gone' | 'new'; text: string; before: number | null; after: number | null }
  | { kind: 'fold'; hidden: number };

const around = 3;

/** The lines of two texts side by side in one column; long stretches that are alike are folded. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const lines = linesOf(before, after);
  const near = (index: number) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same');
  const found: DiffLine[] = [];
  for (const [index, line] of lines.entries()) {
    const last = found.at(-1);
    if (near(index)) found.push(line);
    else if (last?.kind === 'fold') last.hidden += 1;
    else found.push({ kind: 'fold', hidden: 1 });
  }
  return found;
}

function linesOf(before: string, after: string): Exclude<DiffLine, { kind: 'fold' }>[] {
  let [left, right] = [0, 0];
  return diffLines(before, after).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => {
        if (!added) left += 1;
        if (!removed) right += 1;
        return {
          kind: added ? ('new' as const) : removed ? ('gone' as const) : ('same' as const),
          text,
          before: added ? null : left,
          after: removed ? null : right,
        };
      }),
  );
}

/** How many lines came and went: `2 lines more, 1 less`. */
export function changeWords(lines: readonly DiffLine[]): string {
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  const [more, less] = [count('new'), count('gone')];
  if (more === 0 && less === 0) return 'nothing differs';
  return [more > 0 && `${more} ${more === 1 ? 'line' : 'lines'} added`, less > 0 && `${less} removed`]
    .filter(Boolean)
    .join(', ');
}
