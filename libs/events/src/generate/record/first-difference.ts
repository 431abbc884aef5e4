/** Where two JSON values first differ, as a path; `undefined` if they do not. */
export function firstDifference(one: unknown, other: unknown, at = ''): string | undefined {
  if (Object.is(one, other)) return undefined;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return at;
  if (Array.isArray(one) !== Array.isArray(other)) return at;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const path = at === '' ? key : `${at}.${key}`;
    if (!Object.hasOwn(one, key) || !Object.hasOwn(other, key)) return path;
    const inside = firstDifference(one[key as never], other[key as never], path);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
