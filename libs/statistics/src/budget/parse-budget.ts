import type { Budget } from './budget.js';

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  sec: 1_000,
  second: 1_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  w: 604_800_000,
  week: 604_800_000,
  month: 30 * 86_400_000,
  quarter: 91 * 86_400_000,
  y: 365 * 86_400_000,
  year: 365 * 86_400_000,
};

const words: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  once: 1,
  two: 2,
  twice: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  half: 0.5,
};

const howMany = String.raw`(?<many>\d+(?:\.\d+)?|[a-z]+)\s*(?<percent>%|percent)?`;
const what = String.raw`(?:\s+(?:false\s+)?(?:alarms?|rollbacks?|pages?|alerts?))?`;
const howLong = String.raw`(?:\s+(?:per|every|each|in|a|an)|\s*/)\s*(?<count>\d+(?:\.\d+)?|one|two|three|four|five|six|ten)?\s*(?<unit>[a-z]+)`;
const sentence = new RegExp(`^${howMany}${what}${howLong}$`);

/**
 * Reads a budget as a team says it: `one false rollback a month`, `1 % per 30 min`, `2 false alarms a week`.
 * @throws RangeError that says what can be written
 */
export function parseBudget(text: string): Budget {
  const groups = sentence.exec(text.trim().toLowerCase().replace(/\s+/g, ' '))?.groups;
  const many = numberOf(groups?.many);
  const count = groups?.count === undefined ? 1 : numberOf(groups.count);
  const unit = unitOf(groups?.unit);
  if (many === undefined || count === undefined || unit === undefined || !(many > 0) || !(count > 0)) {
    throw new RangeError(
      `“${text}” is no budget. Say how many false alarms in what time: “one false rollback a month”, “1 % per 30 min”.`,
    );
  }
  return { falseAlarms: groups?.percent ? many / 100 : many, perMs: count * unit };
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return words[text] ?? (Number.isFinite(Number(text)) ? Number(text) : undefined);
}

function unitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return units[text] ?? units[text.replace(/s$/, '')];
}
