import { isDeepStrictEqual } from 'node:util';

/** What proposed tests expect with, of vitest’s matchers; by the same names and meanings. */
export function expect(seen: unknown) {
  const matchers = (wanted: boolean) => {
    const hold = (is: boolean, what: string) => {
      if (is !== wanted) throw new Error(`${JSON.stringify(seen)} ${wanted ? 'is not' : 'is'} ${what}`);
    };
    return {
      toBe: (value: unknown) => hold(Object.is(seen, value), `${JSON.stringify(value)}`),
      toBeLessThan: (value: number) => hold(Number(seen) < value, `less than ${value}`),
      toEqual: (value: unknown) => hold(isAlike(seen, value, true), 'equal'),
      toMatchObject: (value: unknown) => hold(isAlike(seen, value, false), 'of that shape'),
    };
  };
  return { ...matchers(true), not: matchers(false) };
}

class AnyOf {
  constructor(readonly type: unknown) {}

  matches(value: unknown): boolean {
    if (this.type === Array) return Array.isArray(value);
    const names = new Map<unknown, string>([
      [String, 'string'],
      [Number, 'number'],
      [Boolean, 'boolean'],
    ]);
    return typeof value === names.get(this.type);
  }
}

expect.any = (type: unknown) => new AnyOf(type);

function isAlike(seen: unknown, wanted: unknown, whole: boolean): boolean {
  if (wanted instanceof AnyOf) return wanted.matches(seen);
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted))
    return isDeepStrictEqual(seen, wanted);
  if (typeof seen !== 'object' || seen === null) return false;
  const fields = seen as Record<string, unknown>;
  if (whole && Object.keys(fields).length !== Object.keys(wanted).length) return false;
  return Object.entries(wanted).every(([name, value]) => isAlike(fields[name], value, whole));
}
