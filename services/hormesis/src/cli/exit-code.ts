/** Exit codes; the same names stand in `--json` errors. */
export const exitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  'not-found': 3,
  conflict: 4,
  auth: 5,
  'still-running': 6,
  unavailable: 7,
  interrupted: 130,
} as const;

export type ExitName = keyof typeof exitCode;
