import { catalogue } from '../catalogue/catalogue.js';
import { type EventDefinition, fullType } from '../catalogue/define-event.js';
import { envelopeAttributes } from './envelope-attributes.js';
import { exampleOf } from './example-of.js';
import { type FieldRow, fieldRows } from './field-rows.js';
import { jsonSchemaOf } from './json-schema.js';
import { keyInWords } from './key-of-type.js';
import { topicsInWords } from './topics-in-words.js';

const definitions: readonly EventDefinition[] = Object.values(catalogue);

/** The reference of event types, in Markdown. */
export function eventsMarkdown(): string {
  return [
    '# Events',
    '<!-- Made by `npm run generate` from the schemas in libs/events. Do not edit. -->',
    'Every event is a [CloudEvent](https://cloudevents.io) whose data is a whole [CDEvent](https://cdevents.dev). Where CDEvents has a type for it, that type is used; else it is one of our own, `dev.cdeventsx.hormesis-…`. How to send events: [Send events](../how-to/send-events.md). The same for programs: [asyncapi.yaml](asyncapi.yaml).',
    [
      '- CDEvents 0.1 to 0.5 are read; 0.5.1 is written. Of a known type any older version is read as the newest.',
      '- Fields that a type does not name are kept. What we add to a standard type stands in `customData`.',
      '- Any other CloudEvent is kept as it was sent, under its full type, and shown.',
    ].join('\n'),
    '## Envelope',
    table(
      ['attribute', 'required', 'meaning', 'example'],
      envelopeAttributes.map(({ name, required, meaning, example }) => [
        `\`${name}\``,
        required ? 'yes' : '',
        meaning,
        `\`${example}\``,
      ]),
    ),
    'In Kafka these are headers, `ce_id` and so on; `content-type` is that of the data. In HTTP’s binary mode they are headers `ce-id` and so on, percent-encoded. Other extension attributes are kept as text.',
    '## Topics',
    table(
      ['topic', 'holds'],
      topicsInWords.map(({ topic, holds }) => [`\`${topic}\``, holds]),
    ),
    'An event stands under its `partitionkey`, else under the key that its type names below. Events of one key keep their order. In the tables a field within another is required where that other is sent.',
    ...topicsInWords.flatMap(({ topic, title }) => [
      `## ${title}`,
      ...definitions.filter((definition) => definition.topic === topic).flatMap(section),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(definition: EventDefinition): string[] {
  const rows = [
    ...fieldRows(jsonSchemaOf(definition.content), 'subject.content'),
    ...fieldRows(jsonSchemaOf(definition.custom), 'customData'),
  ];
  return [
    `### ${definition.name}`,
    definition.description,
    `Type \`${fullType(definition)}\` · topic \`${definition.topic}\` · key ${keyInWords(definition)}`,
    rows.length > 0
      ? table(['field', 'type', 'required', 'meaning'], rows.map(cells))
      : 'It has no further content.',
    ['```json', JSON.stringify(exampleOf(definition), null, 2), '```'].join('\n'),
  ];
}

function cells({ field, type, required, meaning }: FieldRow): string[] {
  return [`\`${field}\``, type, required ? 'yes' : '', meaning];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
