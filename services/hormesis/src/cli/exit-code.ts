/** Exit codes; the same names stand in `--json` errors. */
export const exitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  'not-found': 3,
  conflict: 4,
  auth: 5,
  unavailable: 7,
  interrupted: 130,
} as const;

export type ExitName = keyof typeof exitCode;

/** What each code tells a script. */
export const exitMeaning: Readonly<Record<ExitName, string>> = {
  ok: 'done',
  failed: 'it was tried and did not succeed, or not all of it',
  usage: 'the call is wrong: a command, an option or a value',
  'not-found': 'what was named does not exist',
  conflict: 'not possible as things stand',
  auth: 'no token, an unknown one, or one without the scope',
  unavailable: 'no server, or it cannot be reached or cannot answer now',
  interrupted: 'Ctrl-C before it was done',
};
