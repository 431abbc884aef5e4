import type { ArtefactFile } from '../outcome.js';

/** The keys of the flags that files define (`*.flagd.json`) or ramp (`*.ramp.json`); one that cannot be read names none. */
export function flagsOf(files: readonly Pick<ArtefactFile, 'path' | 'content'>[]): string[] {
  const keys = files.flatMap(({ path, content }) => {
    if (path.endsWith('.flagd.json')) return Object.keys(fieldOf(content, 'flags') ?? {});
    const flag = path.endsWith('.ramp.json') ? fieldOf(content, 'flag') : undefined;
    return typeof flag === 'string' ? [flag] : [];
  });
  return [...new Set(keys)];
}

function fieldOf(content: string, name: string): unknown {
  try {
    return (JSON.parse(content) as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined;
  }
}
