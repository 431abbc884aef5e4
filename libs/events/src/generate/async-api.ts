import { catalogue } from '../catalogue/catalogue.js';
import { type EventDefinition, fullType } from '../catalogue/define-event.js';
import { envelopeAttributes } from './envelope-attributes.js';
import { exampleOf } from './example-of.js';
import { type JsonSchema, jsonSchemaOf } from './json-schema.js';
import { keyInWords } from './key-of-type.js';
import { topicsInWords } from './topics-in-words.js';

const definitions: readonly EventDefinition[] = Object.values(catalogue);
const bindingVersion = '0.5.0';

/** The topics of the log as an AsyncAPI 3.1 document. */
export function asyncApiDocument(version: string): object {
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Hormesis event log',
      version,
      description:
        'Every event on Kafka: CloudEvents 1.0 in binary mode, the attributes as `ce_` headers, a whole CDEvent as the value. Made by `npm run generate`; do not edit.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      topicsInWords.map(({ topic, title, holds }) => [idOf(title), channel(topic, holds)]),
    ),
    operations: Object.fromEntries(
      topicsInWords.flatMap(({ topic, title }) => [
        [`append${title}`, operation('send', topic, title)],
        [`read${title}`, operation('receive', topic, title)],
      ]),
    ),
    components: {
      messages: Object.fromEntries(
        definitions.map((definition) => [messageId(definition), message(definition)]),
      ),
      schemas: { Headers: headers() },
    },
  };
}

function channel(topic: string, description: string): object {
  return {
    address: topic,
    description,
    messages: Object.fromEntries(
      on(topic).map((definition) => [
        messageId(definition),
        { $ref: `#/components/messages/${messageId(definition)}` },
      ]),
    ),
    bindings: { kafka: { topic, bindingVersion } },
  };
}

function operation(action: 'send' | 'receive', topic: string, title: string): object {
  const channelRef = `#/channels/${idOf(title)}`;
  return {
    action,
    channel: { $ref: channelRef },
    summary: action === 'send' ? `Append to ${topic}.` : `Read ${topic}, from any offset on.`,
    messages: on(topic).map((definition) => ({ $ref: `${channelRef}/messages/${messageId(definition)}` })),
  };
}

function message(definition: EventDefinition): object {
  const payload = exampleOf(definition);
  return {
    name: fullType(definition),
    title: definition.name,
    summary: definition.description,
    contentType: 'application/json',
    headers: { $ref: '#/components/schemas/Headers' },
    payload: payloadSchema(definition),
    bindings: {
      kafka: {
        key: { type: 'string', description: `\`partitionkey\`, else ${keyInWords(definition)}.` },
        bindingVersion,
      },
    },
    examples: [
      {
        headers: {
          'content-type': 'application/json',
          ce_specversion: '1.0',
          ce_id: payload.context.id,
          ce_source: payload.context.source,
          ce_type: payload.context.type,
          ce_subject: payload.subject.id,
          ce_time: payload.context.timestamp,
        },
        payload,
      },
    ],
  };
}

function payloadSchema(definition: EventDefinition): JsonSchema {
  const text: JsonSchema = { type: 'string', minLength: 1 };
  const custom = jsonSchemaOf(definition.custom);
  return {
    type: 'object',
    required: ['context', 'subject'],
    properties: {
      context: {
        type: 'object',
        required: ['specversion', 'id', 'source', 'type', 'timestamp'],
        properties: {
          specversion: { const: '0.5.1' },
          id: text,
          source: text,
          type: { const: fullType(definition) },
          timestamp: { type: 'string', format: 'date-time' },
        },
      },
      subject: {
        type: 'object',
        required: ['id', 'content'],
        properties: { id: text, source: text, content: jsonSchemaOf(definition.content) },
      },
      customData: custom,
    },
  };
}

function headers(): JsonSchema {
  const attributes = envelopeAttributes.map(({ name, meaning }) => [
    `ce_${name}`,
    { type: 'string', description: meaning } satisfies JsonSchema,
  ]);
  return {
    type: 'object',
    required: [
      'content-type',
      ...envelopeAttributes.filter(({ required }) => required).map(({ name }) => `ce_${name}`),
    ],
    properties: {
      'content-type': { type: 'string', description: 'Media type of the value.' },
      ...Object.fromEntries(attributes),
    },
  };
}

function on(topic: string): readonly EventDefinition[] {
  return definitions.filter((definition) => definition.topic === topic);
}

function messageId({ name }: EventDefinition): string {
  return name.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function idOf(title: string): string {
  return title.toLowerCase();
}
