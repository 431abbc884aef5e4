import { type Matcher, RE2JS, RE2JSException } from 're2js';

/** A regular expression that Prometheus refuses. */
export class RegularExpressionFault extends Error {}

/** A regular expression in RE2's syntax, as in Prometheus. It takes time in proportion to the text, whatever it says. */
export type RegularExpression = {
  test: (text: string) => boolean;
  /**
   * The text with every match replaced: `$1`, `${1}` and `${name}` as in Go, `$$` for a dollar; what is not there is
   * empty. Nothing where nothing matches.
   */
  replace: (text: string, replacement: string) => string | undefined;
};

/** One that has to match the whole text, as those of matchers and of `label_replace` do. */
export function wholeExpression(source: string): RegularExpression {
  // By itself too, so that no bracket closes ours.
  compile(source, source);
  return expression(compile(`^(?s:${source})$`, source));
}

/** One that may match a part of the text, as that of `reReplaceAll` does. */
export function partExpression(source: string): RegularExpression {
  return expression(compile(source, source));
}

function compile(pattern: string, source: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const because = error.message.replace(/^error parsing regexp: /, '');
    throw new RegularExpressionFault(`The regular expression ${source} is not valid: ${because}.`);
  }
}

function expression(compiled: RE2JS): RegularExpression {
  return {
    test: (text) => compiled.test(text),
    replace(text, replacement) {
      const matcher = compiled.matcher(text);
      let [replaced, end, found] = ['', 0, false];
      while (matcher.find()) {
        // As in Go, an empty match right after another one is none.
        if (found && matcher.start() === matcher.end() && matcher.end() === end) continue;
        replaced += text.slice(end, matcher.start()) + expand(replacement, compiled, matcher);
        end = matcher.end();
        found = true;
      }
      return found ? replaced + text.slice(end) : undefined;
    },
  };
}

function expand(replacement: string, compiled: RE2JS, matcher: Matcher): string {
  return replacement.replace(
    /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
    (_, dollar?: string, braced?: string, bare?: string) => {
      if (dollar) return '$';
      const name = braced ?? bare ?? '';
      const group = /^\d+$/.test(name) ? Number(name) : compiled.namedGroups()[name];
      return group === undefined || group > matcher.groupCount() ? '' : (matcher.group(group) ?? '');
    },
  );
}
