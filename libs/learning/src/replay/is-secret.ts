/** Anywhere in a name. */
const anywhere =
  /auth|cookie|token|secret|passw|pwd|credential|session|signature|api[-_]?key|private[-_]?key|jwt|bearer/i;
/** Too short to be looked for inside of words: `key` is no part of `monkey`, nor `pin` of `shipping`. */
const words = new Set([
  'key',
  'keys',
  'sig',
  'sign',
  'otp',
  'totp',
  'pin',
  'cvv',
  'cvc',
  'cvv2',
  'card',
  'code',
]);
/** Words of which a secret is often written together. */
const together =
  /^(?:card(?:no|num|number|code)|(?:access|auth|pass|login|security|verification|sms|pin)code)$/;

/** Whether what goes by such a name may be a secret. In doubt it may. */
export function isSecret(name: string): boolean {
  if (anywhere.test(name)) return true;
  const parts = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return parts.split(/[^a-z\d]+/).some((part) => words.has(part) || together.test(part));
}
