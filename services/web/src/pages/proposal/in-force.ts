import type { Flag, Proposal, Ramp } from '@hormesis/api';

type File = Proposal['files'][number];

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * What is in force in place of a proposed file: the definition of the flag or its ramp, written as the file is. Nothing
 * where nothing is, or where it is not known.
 */
export function inForce(file: File, flags: readonly Flag[], ramps: readonly Ramp[]): string | undefined {
  const [, key, what] = /(?:^|\/)([^/]+)\.(flagd|ramp)\.json$/.exec(file.path) ?? [];
  if (key === undefined) return undefined;
  if (what === 'flagd') {
    const definition = flags.find((flag) => flag.key === key)?.definition;
    return definition ? pretty({ flags: { [key]: definition } }) : undefined;
  }
  const ramp = ramps.find((one) => one.key === key);
  if (!ramp) return undefined;
  const proposed = fieldsOf(file.content);
  const guards = ramp.guards.map(({ total: _, bad: __, newest: ___, ...guard }) => guard);
  const known: Record<string, unknown> = { ...ramp, flag: ramp.key, guards };
  return pretty(Object.fromEntries(proposed.flatMap((name) => (name in known ? [[name, known[name]]] : []))));
}

function fieldsOf(content: string): string[] {
  try {
    return Object.keys(JSON.parse(content) as object);
  } catch {
    return [];
  }
}
