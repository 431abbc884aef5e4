/** A media type with its parameters, names in lower case. */
export type ContentType = { media: string; parameters: Readonly<Record<string, string>> };

const parameter = /;\s*([^\s;=]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g;

/** Reads a Content-Type value; media types and parameter names are compared without regard to case. */
export function parseContentType(text: string): ContentType {
  const end = text.indexOf(';');
  const media = (end < 0 ? text : text.slice(0, end)).trim().toLowerCase();
  const parameters: Record<string, string> = {};
  if (end >= 0) {
    for (const [, name = '', quoted, plain = ''] of text.slice(end).matchAll(parameter)) {
      parameters[name.toLowerCase()] = quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1');
    }
  }
  return { media, parameters };
}

export function isJson({ media }: ContentType): boolean {
  return /^[^/\s]+\/(json|[^/\s]+\+json)$/.test(media);
}

export function isText({ media }: ContentType): boolean {
  return media.startsWith('text/') || media === 'application/xml' || /\+(xml|yaml)$/.test(media);
}

/** The charset, if it is one that we do not read. Only UTF-8, and ASCII within it, is read. */
export function foreignCharset({ parameters }: ContentType): string | undefined {
  const charset = parameters.charset;
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset) ? undefined : charset;
}
