/** A string literal of PromQL and of label sets in promtool’s series notation. */
export function promString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[\u007f-\u009f\u00ad\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text that a Prometheus template gives back as it is. */
export function templateText(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

/** A duration as Prometheus writes it; whole seconds. */
export function promDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds % 60 === 0 && seconds > 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** Words of the texts joined as `CheckoutHttpErrors`: letters and digits only, a letter first. */
export function alertName(...texts: string[]): string {
  const words = texts.join(' ').match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(joined) ? joined : `Signal${joined}`;
}
