/** Codes of `withheld` in words: what has to hold before the guardian acts alone, and did not. */
const words: Readonly<Record<string, string>> = {
  probability: 'It was less than 90\u00a0% sure.',
  margin: 'The next suspect was closer than 30 points.',
  rung: 'The policy does not let it go so far.',
  irreversible: 'The change cannot be taken back.',
  marked: 'Somebody marked it as not to be rolled back.',
  'blast-radius': 'Nobody said what ran before, so what else a rollback takes back is not known.',
  frozen: 'A freeze holds.',
  cap: 'It has acted as often in an hour as it may.',
  breaker: 'Its breaker is open.',
  locked: 'Somebody acts on the same thing for an incident that is not over.',
  late: 'The anomaly was told more than 15 minutes after it happened.',
  'dry-run': 'The policy asks for a dry run.',
  guard: 'A guard fired that does not say whose change it is.',
  drill: 'A drill is under way there, so no change need be behind it.',
  'did-not-help': 'It is what could be tried next, after an action that did not help.',
};

export const withheldWords = (code: string): string => words[code] ?? code;

const ofPolicy = new Set(['rung', 'marked', 'frozen', 'cap', 'breaker', 'dry-run']);

/** Whether a person can change it on the page of the policy. */
export const isOfPolicy = (code: string): boolean => ofPolicy.has(code);
