import type { Attributes } from './attributes.js';
import { isJson, parseContentType } from './content-type.js';
import { decodeHeaderValue } from './header-value.js';
import { InvalidEvent } from './invalid-event.js';

export type HttpHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How an HTTP message carries events; `bare` is JSON without any CloudEvents attribute. */
export type HttpMode = 'binary' | 'structured' | 'batched' | 'bare';

/** The mode that the headers announce; `undefined` if it is none that we read. */
export function httpMode(headers: HttpHeaders): HttpMode | undefined {
  const contentType = parseContentType(headerOf(headers, 'content-type') ?? '');
  if (contentType.media.startsWith('application/cloudevents')) {
    if (contentType.media === 'application/cloudevents-batch+json') return 'batched';
    return contentType.media === 'application/cloudevents+json' ? 'structured' : undefined;
  }
  if (Object.keys(headers).some((name) => /^ce-/i.test(name))) return 'binary';
  return isJson(contentType) ? 'bare' : undefined;
}

/** A header by its lower-case name. */
export function headerOf(headers: HttpHeaders, name: string): string | undefined {
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  const value = entry?.[1];
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}

/** The attributes in `ce-` headers, decoded. Throws if one is not UTF-8. */
export function attributesOfHeaders(headers: HttpHeaders): Attributes {
  const attributes: Record<string, string> = {};
  for (const key of Object.keys(headers)) {
    const name = key.toLowerCase();
    const value = headerOf(headers, name);
    if (!name.startsWith('ce-') || value === undefined) continue;
    const text = decodeHeaderValue(value);
    if (text === undefined) {
      throw InvalidEvent.because(name, 'is not UTF-8', 'Percent-encode the UTF-8 bytes of the value.');
    }
    if (text !== '') attributes[name.slice('ce-'.length)] = text;
  }
  return attributes;
}
