import { duration } from '../../wording.js';
import type { Judged } from '../fit/judge.js';
import type { Lesson } from '../fit/lesson.js';

const number = (value: number) => String(Number(value.toPrecision(4)));

/** What the alert watches, in words. */
export function watched({ step }: Lesson, { track, direction, threshold }: Judged): string {
  const { how, signal, window, family } = track;
  const limit = number(direction * threshold);
  const beyond = `${direction === 1 ? 'at least' : 'at most'} ${limit}`;
  const points = window === 1 ? '' : ` of the last ${window} points`;
  const season = signal.baseline?.season;
  const of =
    signal.baseline === undefined
      ? 'the value'
      : `the distance ${
          season === undefined
            ? `from the level of the last ${signal.baseline.memory} points`
            : `from what is usual at this time of a cycle of ${duration(season.period)}`
        }, in usual deviations,`;
  if (family === 'silence') return `no point for ${duration(threshold * step)} (${limit} usual steps)`;
  if (how === 'sameness') return `the same value at least ${Math.ceil(threshold)} times in a row`;
  if (how === 'mean') return `${window === 1 ? of : `the mean of ${of}${points}`} is ${beyond}`;
  if (how === 'median') return `${of} is ${beyond} in ${(window + 1) / 2} of the last ${window} points`;
  if (how === 'change')
    return `${of} rose by ${beyond} from ${window === 1 ? 'the point before' : `the mean of ${window} points to that of the next ${window}`}`;
  if (how === 'surprise') return `how far ${of} is from what the points before let expect is ${beyond}`;
  const size = number(Math.exp(direction * threshold));
  const what = how === 'size' ? of : `the steps of ${of}`;
  return `the root mean square of ${what}${points} is ${direction === 1 ? 'at least' : 'at most'} ${size}`;
}
