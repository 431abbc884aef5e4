/** The parts of a version, or of the version at the end of a full type; empty if there is none. */
export type Version = readonly number[];

export function versionOf(type: string): Version {
  const match = /(\d+)\.(\d+)\.(\d+)(-draft)?$/.exec(type);
  return match ? match.slice(1, 4).map(Number) : [];
}

/** Positive if the first is newer; something without a version is newer than all. */
export function compareVersions(one: Version, other: Version): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (const [at, part] of one.entries()) {
    const difference = part - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
