import pc from 'picocolors';

type Stream = { isTTY?: boolean };

/** Colours for what is written to stdout, and for stderr: each stream may be a terminal or not. */
export const out = pc.createColors(isColourful(process.stdout));
export const err = pc.createColors(isColourful(process.stderr));

/** Only a terminal gets colours, unless FORCE_COLOR asks; none with NO_COLOR, `TERM=dumb` or `--no-color`. */
export function isColourful(
  stream: Stream,
  env: NodeJS.ProcessEnv = process.env,
  args: readonly string[] = process.argv,
): boolean {
  if (env.NO_COLOR || args.includes('--no-color')) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}
