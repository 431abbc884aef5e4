import { badBody, goodBody } from '../life/exemplar.js';
import type { Occurrence } from '../life/occurrence.js';
import { goodStatus, requestOf } from '../world/requests.js';
import type { Preview } from './guards.js';

/** The preview of a good change: it answers as it should. */
export const goodPreview: Preview = {
  answer: ({ method }) => ({ status: goodStatus({ method: method as 'GET' | 'POST' }), body: goodBody }),
};

/** The preview of a change with that occurrence in it: the kind of request that fails, fails there too. */
export function previewOf(occurrence: Occurrence): Preview {
  const { class: of, kind, course } = occurrence;
  if (!of.onPreview) return goodPreview;
  const failing = requestOf(of.service, kind);
  return {
    answer: (request) => {
      if (of.crashes === 'crashed') return undefined;
      const isIt =
        request.method === failing.method && request.path === failing.path && request.body === failing.body;
      if (!isIt) return goodPreview.answer(request);
      if (course.harm.wrong) return { status: goodStatus(failing), body: badBody };
      return { status: 500, body: '{"error":"internal"}' };
    },
  };
}
