/** Markup that is safe to put into a page. */
export type Html = { readonly html: string };

/** A template whose texts are escaped; only other `html` goes in as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly (Html | string | number)[]): Html {
  const text = parts.reduce((page, part, index) => {
    const value = values[index - 1];
    return page + (value === undefined ? '' : markup(value)) + part;
  });
  return { html: text };
}

export function joined(all: readonly Html[], separator = ''): Html {
  return { html: all.map((one) => one.html).join(separator) };
}

function markup(value: Html | string | number): string {
  return typeof value === 'object' ? value.html : escaped(String(value));
}

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
