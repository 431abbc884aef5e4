import type { Labels, Matcher } from '@hormesis/promql';

/** Whether labels fulfil all matchers; a missing label counts as empty, and patterns hold for the whole value. */
export function matching(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map(({ label, op, value }) => {
    const pattern = op === '=~' || op === '!~' ? new RegExp(`^(?:${value})$`, 's') : undefined;
    const wanted = op === '=' || op === '=~';
    return (labels: Labels) => {
      const own = labels[label] ?? '';
      return (pattern ? pattern.test(own) : own === value) === wanted;
    };
  });
  return (labels) => tests.every((test) => test(labels));
}
