import { stringify } from 'yaml';
import { asyncApiDocument } from './async-api.js';
import { eventsMarkdown } from './events-markdown.js';

/** Where the generated reference stands. */
export const referenceDirectory = new URL('../../../../docs/reference/', import.meta.url);

/** The generated files: name and content. */
export function referenceFiles(version: string): Readonly<Record<string, string>> {
  return {
    'events.md': eventsMarkdown(),
    'asyncapi.yaml': stringify(asyncApiDocument(version), { aliasDuplicateObjects: false, lineWidth: 0 }),
  };
}
