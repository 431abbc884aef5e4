/** A TypeScript string literal that means exactly this text, on one line. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A property of an object literal, broken after the colon where the line would be longer than 80 columns. */
export function property(indent: string, name: string, value: string): string {
  const line = `${indent}${name}: ${value},`;
  return line.length <= 80 ? line : `${indent}${name}:\n${indent}  ${value},`;
}

/** A property’s name: quoted only where it must be. */
export function propertyName(name: string): string {
  if (name === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}
