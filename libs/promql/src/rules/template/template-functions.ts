import { partExpression } from '../../labels/regular-expression.js';
import { formatGeneral } from './format-number.js';
import { printf } from './printf.js';

type Given = string | number;

const toNumber = (given: Given): number => {
  if (typeof given === 'number') return given;
  return given.trim() === '' ? Number.NaN : Number(given);
};
const short = (value: number): string => formatGeneral(value, 4);

/** The functions of Prometheus' templates that need nothing but their arguments. */
export const templateFunctions: Readonly<Record<string, (...given: Given[]) => Given>> = {
  humanize: (given = '') => humanize(toNumber(given)),
  humanize1024: (given = '') => humanize1024(toNumber(given)),
  humanizeDuration: (given = '') => humanizeDuration(toNumber(given)),
  humanizePercentage: (given = '') => `${short(toNumber(given) * 100)}%`,
  humanizeTimestamp: (given = '') => humanizeTimestamp(toNumber(given)),
  printf: (format = '', ...given) => printf(String(format), given),
  title: (given = '') => String(given).replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (all) => all.toUpperCase()),
  toUpper: (given = '') => String(given).toUpperCase(),
  toLower: (given = '') => String(given).toLowerCase(),
  stripPort: (given = '') => String(given).replace(/:\d+$/, ''),
  reReplaceAll: (pattern = '', replacement = '', given = '') =>
    partExpression(String(pattern)).replace(String(given), String(replacement)) ?? given,
};

function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return short(value);
  return Math.abs(value) >= 1
    ? scaledDown(value, 1000, ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'])
    : scaledUp(value);
}

function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return short(value);
  return scaledDown(value, 1024, ['ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi']);
}

function scaledDown(value: number, by: number, prefixes: readonly string[]): string {
  let rest = value;
  let prefix = '';
  for (const each of prefixes) {
    if (Math.abs(rest) < by) break;
    prefix = each;
    rest /= by;
  }
  return `${short(rest)}${prefix}`;
}

function scaledUp(value: number): string {
  let rest = value;
  let prefix = '';
  for (const each of ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y']) {
    if (Math.abs(rest) >= 1) break;
    prefix = each;
    rest *= 1000;
  }
  return `${short(rest)}${prefix}`;
}

function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return short(value);
  if (value === 0) return '0s';
  if (Math.abs(value) < 1) return `${scaledUp(value)}s`;
  const sign = value < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(value));
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24];
  const [minutes, seconds] = [Math.floor(whole / 60) % 60, whole % 60];
  if (days !== 0) return `${sign}${days}d ${hours}h ${minutes}m ${seconds}s`;
  if (hours !== 0) return `${sign}${hours}h ${minutes}m ${seconds}s`;
  if (minutes !== 0) return `${sign}${minutes}m ${seconds}s`;
  return `${sign}${short(Math.abs(value))}s`;
}

function humanizeTimestamp(seconds: number): string {
  if (!Number.isFinite(seconds)) return short(seconds);
  const iso = new Date(seconds * 1000).toISOString();
  const fraction = iso.slice(19, 23).replace(/\.?0+$/, '');
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction} +0000 UTC`;
}
