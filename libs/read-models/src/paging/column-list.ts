/** `deployedAt` → `"deployed_at"`. */
export function sqlName(name: string): string {
  return `"${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;
}

/** The columns as they are called in the API. */
export function columnList(names: readonly string[]): string {
  return names.map((name) => `${sqlName(name)} AS "${name}"`).join(', ');
}
