/** A regular expression that Prometheus refuses (`syntax`), or that it takes and we do not (`unsupported`). */
export class RegularExpressionFault extends Error {
  constructor(
    readonly fault: 'syntax' | 'unsupported',
    message: string,
  ) {
    super(message);
  }
}

const classes: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** A regular expression in RE2's syntax as JavaScript's; it matches the whole text, as in Prometheus. */
export function regularExpression(source: string): RegExp {
  const flagged = /^\(\?([ims]+)\)/.exec(source);
  const body = flagged ? source.slice(flagged[0].length) : source;
  const foreign = /\(\?(?:<?[=!]|>)|\\[1-9]/.exec(withoutEscapes(body));
  if (foreign)
    throw new RegularExpressionFault(
      'syntax',
      `The regular expression ${source} uses ${foreign[0]}, which Prometheus does not have.`,
    );
  const strange = /\(\?[a-zA-Z-]+[:)]|\\[QEpPCzA]|\(\?U/.exec(withoutEscapes(body));
  if (strange)
    throw new RegularExpressionFault(
      'unsupported',
      `The regular expression ${source} uses ${strange[0]}, which is not supported. Write it without, or put (?i) at its start.`,
    );
  const translated = body
    .replaceAll('(?P<', '(?<')
    .replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all);
  try {
    return new RegExp(`^(?:${translated})$`, [...new Set(`s${flagged?.[1] ?? ''}`)].join(''));
  } catch {
    throw new RegularExpressionFault(
      'syntax',
      `The regular expression ${source} is not valid. Check its brackets.`,
    );
  }
}

const withoutEscapes = (body: string): string => body.replaceAll('\\\\', '');
