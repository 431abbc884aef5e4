import { type Event, isEvent } from '@hormesis/events';
import type { Drift } from './drift.js';
import type { Agreement } from './drift-rules.js';

/**
 * Whether an event shows that Git and what users get agree again: the pull request was merged; something was deployed
 * that no action asked for; the flag was defined anew, removed, or turned on again.
 */
export function agreementBy(event: Event, drift: Drift): Agreement | undefined {
  if (drift.phase !== 'open' || isBefore(event, drift)) return undefined;
  if (isEvent(event, 'change.merged')) {
    const named = namesOf(drift).includes(event.subject.toLowerCase());
    return named ? { by: 'merge', reason: `${event.subject} was merged.` } : undefined;
  }
  return drift.flag === undefined ? byDeployment(event, drift) : byFlag(event, drift.flag);
}

function byDeployment(event: Event, drift: Drift): Agreement | undefined {
  if (!isEvent(event, 'service.deployed', 'service.upgraded')) return undefined;
  const { version, environment } = event.data;
  if (event.subject !== drift.service) return undefined;
  if (drift.environment !== undefined && environment.id !== drift.environment) return undefined;
  const what = `${event.subject} ${version ?? event.data.artifactId} was deployed to ${environment.id}`;
  if (version !== undefined && version === drift.version) {
    return { by: 'deployment', reason: `${what}: the change is back, as Git says.` };
  }
  return { by: 'deployment', reason: `${what}.` };
}

function byFlag(event: Event, flag: string): Agreement | undefined {
  if (event.subject !== flag) return undefined;
  if (isEvent(event, 'featureflag.removed')) return { by: 'definition', reason: `Flag ${flag} was removed.` };
  if (isEvent(event, 'featureflag.defined')) {
    const state = event.data.definition.state === 'DISABLED' ? 'off' : 'on';
    return { by: 'definition', reason: `Flag ${flag} was defined anew: it is ${state}.` };
  }
  if (
    isEvent(event, 'featureflag.flipped') &&
    event.data.state === 'ENABLED' &&
    event.data.action === undefined
  ) {
    return { by: 'definition', reason: `Flag ${flag} was turned on again, as Git says.` };
  }
  return undefined;
}

/** How emitters call a pull request: its address, `owner/name#7`, `owner/name/pull/7`, or the branch. */
function namesOf({ proposal, repository }: Drift): string[] {
  if (!proposal) return [];
  const { pullRequest, number, branch } = proposal;
  return [pullRequest, `${repository}#${number}`, `${repository}/pull/${number}`, branch].map((name) =>
    name.toLowerCase(),
  );
}

function isBefore(event: Event, { since }: Drift): boolean {
  return since !== undefined && Date.parse(event.time) < Date.parse(since);
}

/** Events that can make a drift end; the rest need no look. */
export function mayAgree(event: Event): boolean {
  return isEvent(
    event,
    'change.merged',
    'service.deployed',
    'service.upgraded',
    'featureflag.defined',
    'featureflag.removed',
    'featureflag.flipped',
  );
}
