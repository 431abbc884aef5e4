import type { Random } from './random.js';

const parts = [
  'the cart',
  'the price list',
  'the session store',
  'the mail queue',
  'the search index',
  'the tax table',
];
const doings = [
  'read twice',
  'cached by region',
  'moved behind a flag',
  'retried with a pause',
  'sent in batches',
];
const findings = [
  'Requests with an empty basket are answered with 500 since the new version took its first users.',
  'The error rate went from two in a thousand to one in eight within four seconds of the ramp step.',
  'Latency at the ninety-ninth percentile is four times what it was at the same hour last week.',
  'The provider confirms that nothing changed on its side; the failing calls all carry the new header.',
  'Users in two regions see prices without tax; support has nine tickets, all from the last ten minutes.',
  'The queue has grown by 40,000 messages; consumers restart every minute for want of memory.',
];
const remedies = [
  'Turned the flag off for everybody; watching the next two windows before calling it over.',
  'Rolled back to the version of this morning. The migration is additive, so nothing has to be undone.',
  'Raised the pool size as a stopgap; the real cause is the connection that is never given back.',
  'Asked the team on call to look at the retries: they multiply the load that they should bridge.',
];

/** One line for people on what a change does. */
export function summaryOf(random: Random): string {
  return `${random.pick(parts)} is ${random.pick(doings)}, so that ${random.pick(parts)} need not be ${random.pick(doings)}`;
}

export function findingOf(random: Random): string {
  return random.pick(findings);
}

/** What a person writes while an incident runs. */
export function noteOf(random: Random): string {
  return `${random.pick(findings)} ${random.pick(remedies)}`;
}
