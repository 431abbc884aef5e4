import type { ChangeFacts } from '../change-facts.js';
import type { ActionRequest } from '../executor.js';
import { inWords, placeOf } from '../place.js';

export function revertTitle(request: ActionRequest, { version, commit, summary }: ChangeFacts): string {
  const { target } = request.data;
  if (target.kind === 'kill') return `Turn flag ${target.flag} off`;
  const what = version ?? commit?.slice(0, 9) ?? 'the change';
  return `Revert ${placeOf(request).service} ${what}${summary ? `: ${summary}` : ''}`.slice(0, 200);
}

/** Says what happened, and what merging does. */
export function revertBody(request: ActionRequest, { version, previousVersion }: ChangeFacts): string {
  const { target, incident, reason } = request.data;
  const where = inWords(placeOf(request));
  const done =
    target.kind === 'kill'
      ? `Hormesis turned flag ${target.flag} off (${where}).`
      : `Hormesis rolled ${where} back${version ? ` from ${version}` : ''}${previousVersion ? ` to ${previousVersion}` : ''}.`;
  return [
    `${done} Git still says otherwise; merging this makes it agree, so that the next deployment does not bring the change back.`,
    '',
    `- Why: ${reason}`,
    `- Incident: ${incident}`,
    `- Action: ${request.subject}`,
  ].join('\n');
}
