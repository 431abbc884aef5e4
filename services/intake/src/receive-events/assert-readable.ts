import { type HttpHeaders, headerOf, httpMode } from '@hormesis/events';
import { ProblemError } from '@hormesis/http';

const readTypes =
  'Send `application/cloudevents+json`, `application/cloudevents-batch+json`, `ce-` headers with the data as body, or a bare CDEvent as `application/json`.';

/** Throws 415 unless the headers announce events in a form, and in a charset, that is read here. */
export function assertReadable(headers: HttpHeaders): void {
  const contentType = headerOf(headers, 'content-type');
  const mode = httpMode(headers);
  if (mode === undefined) {
    const what = contentType === undefined ? 'There is no Content-Type' : `${contentType} is not read here`;
    throw unsupported(`${what}, and there are no CloudEvents headers.`, readTypes);
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1];
  if (mode !== 'binary' && charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw unsupported(`The charset ${charset} is not read here.`, 'Send JSON in UTF-8.');
  }
}

function unsupported(title: string, hint: string): ProblemError {
  return new ProblemError({ status: 415, code: 'unsupported-media-type', title, hint });
}
