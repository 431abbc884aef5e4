import type { ArtefactCheck } from '@hormesis/events/learning';

/** One check; one that could not be made is told apart, for nothing follows from it. */
export type Check = { check: ArtefactCheck; made: boolean };

const longest = 4_000;

export function checked(tool: string, version: string, passed: boolean, says: string): Check {
  return { check: { tool, version, passed, says: shortened(says) }, made: true };
}

/** Says what was missing. `tool: none`: nothing was run. */
export function notChecked(why: string): Check {
  return {
    check: { tool: 'none', version: '', passed: false, says: shortened(`not checked: ${why}`) },
    made: false,
  };
}

function shortened(says: string): string {
  const text = says.trim();
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
