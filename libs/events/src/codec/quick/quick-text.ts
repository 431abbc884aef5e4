// biome-ignore lint/suspicious/noControlCharactersInRegex: CloudEvents forbids exactly these in attributes.
const forbidden = /[\u0000-\u001f\u007f-\u009f]/;

/** Whether the text may be the value of an attribute. */
export function isAttributeText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return !forbidden.test(text) && text.isWellFormed();
  }
  return true;
}

/** Whether there is anything to see in the text. */
export function isNotBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || text.trim() !== '';
}

/**
 * Whether the value is an instant as JavaScript writes it, `2026-11-22T10:00:00.123Z`, with any fraction, on a day that
 * its month has in every year. `false` decides nothing.
 */
export function isSurelyInstant(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const { length } = text;
  return (
    length >= 20 &&
    text.charCodeAt(length - 1) === 0x5a &&
    isDay(text) &&
    text.charCodeAt(10) === 0x54 &&
    isWithin(0, twoDigits(text, 11), 23) &&
    text.charCodeAt(13) === 0x3a &&
    isWithin(0, twoDigits(text, 14), 59) &&
    text.charCodeAt(16) === 0x3a &&
    isWithin(0, twoDigits(text, 17), 59) &&
    (length === 20 || (length > 21 && text.charCodeAt(19) === 0x2e && areDigits(text, 20, length - 1)))
  );
}

function isDay(text: string): boolean {
  const month = twoDigits(text, 5);
  return (
    twoDigits(text, 0) >= 0 &&
    twoDigits(text, 2) >= 0 &&
    text.charCodeAt(4) === 0x2d &&
    isWithin(1, month, 12) &&
    text.charCodeAt(7) === 0x2d &&
    isWithin(1, twoDigits(text, 8), lastDays[month] ?? 0)
  );
}

const lastDays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isWithin(least: number, value: number, most: number): boolean {
  return value >= least && value <= most;
}

/** The number that two digits write; negative if they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function areDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}
