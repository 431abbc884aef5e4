/** What each term of a score stands for. */
const words: Readonly<Record<string, string>> = {
  prior: 'time, place and reach',
  stated: 'what the anomaly says of its users',
  contrastIn: 'its users against the others',
  contrastOut: 'its calls against the others’',
  calm: 'its users fare no worse',
  alike: 'the others got worse as well',
  history: 'what taking such changes back did before',
};

/** Of the candidate “no change”, the same name stands for something else. */
const wordsOfNone: Readonly<Record<string, string>> = {
  ...words,
  prior: 'how often no change is behind it, and how many compete',
};

export type Term = {
  name: string;
  word: string;
  /** Natural logarithm: above 0 it speaks for the change, below against it. */
  value: number;
  /** How many times more, or less, likely it makes the change. */
  times: string;
};

/** The terms of a score with words, the strongest first; those that say next to nothing are left out. */
export function termsInWords(terms: Readonly<Record<string, number>> | undefined, isChange = true): Term[] {
  const known = isChange ? words : wordsOfNone;
  return Object.entries(terms ?? {})
    .filter(([, value]) => Math.abs(value) >= 0.05)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .map(([name, value]) => ({ name, word: known[name] ?? name, value, times: timesOf(value) }));
}

function timesOf(value: number): string {
  const times = Math.exp(Math.abs(value));
  const rounded = times < 9.95 ? times.toFixed(1) : times < 1000 ? String(Math.round(times)) : '>1000';
  return value > 0 ? `×\u00a0${rounded}` : `÷\u00a0${rounded}`;
}
