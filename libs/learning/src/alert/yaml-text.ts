import { Document, Scalar, visit } from 'yaml';

const awkward = /[\u007f-\u009f\u00ad\u2028\u2029\ufeff\ufffe\uffff]/;

/** Writes YAML that Go’s reader takes too: one line a string, characters that YAML forbids escaped. */
export function yamlText(value: unknown, comment: string): string {
  const document = new Document(value);
  document.commentBefore = ` ${comment}`;
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && awkward.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document
    .toString({ lineWidth: 0 })
    .replace(
      new RegExp(awkward, 'g'),
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
