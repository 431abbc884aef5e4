import { isOurs } from '@hormesis/events';
import { oneLine } from '../wording.js';
import { exemplarsOf, type FailingRequest } from './exemplars.js';
import type { IncidentCase } from './incident-case.js';

const longest = 200;

/**
 * How the failure looks, without what differs each time: `GET /basket/{id} → 500`, else the words of who reported it.
 * `undefined`: nobody recorded any. What our own detectors say is left out: it names the change, not the error.
 */
export function errorSignature(incident: IncidentCase): { signature: string; from: string } | undefined {
  const [exemplar] = exemplarsOf(incident)
    .map(({ request }) => signatureOf(request))
    .sort();
  if (exemplar !== undefined) return { signature: exemplar, from: 'the failing request that was recorded' };
  const [said] = incident.anomalies
    .filter((anomaly) => !isOurs(anomaly))
    .flatMap(({ data }) => data.summary ?? [])
    .map(withoutParticulars)
    .filter((text) => text !== '');
  return said === undefined ? undefined : { signature: said, from: 'what was reported' };
}

function signatureOf({ callee, method, path, status }: FailingRequest): string {
  const whom = callee === undefined ? '' : `${oneLine(callee)} `;
  return `${whom}${method} ${pathTemplate(path)} → ${status ?? 'no answer'}`.slice(0, longest);
}

/** `/basket/42/items?sort=x` as `/basket/{id}/items`. */
export function pathTemplate(path: string): string {
  const [pathname = '/'] = path.split(/[?#]/);
  return oneLine(pathname)
    .split('/')
    .map((segment) => (isId(segment) ? '{id}' : withoutNumbers(segment)))
    .join('/');
}

/** `u-7` as `u-{id}`, `1042.webp` as `{id}.webp`; versions of an API stay. */
function withoutNumbers(segment: string): string {
  return /^v\d+(\.\d+)*$/i.test(segment) ? segment : segment.replace(/\d+/g, '{id}');
}

function isId(segment: string): boolean {
  return (
    /^\d+$/.test(segment) ||
    /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(segment) ||
    (/^[0-9a-f]{6,}$/i.test(segment) && /\d/.test(segment)) ||
    (segment.length >= 16 && /\d/.test(segment) && /[a-z]/i.test(segment))
  );
}

/** An error's text with quoted values, ids and numbers taken out. */
export function withoutParticulars(text: string): string {
  return oneLine(text)
    .replace(/"[^"]*"|'[^']*'|“[^”]*”|`[^`]*`/g, '…')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b/gi, '#')
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b/gi, '#')
    .replace(/\bv?\d+(?:[.,:]\d+)*\b/g, '#')
    .replace(/#(?:[\s,;/-]*#)+/g, '#')
    .replace(/\s+/g, ' ')
    .slice(0, longest)
    .trim();
}
