import { catalogue } from '../../catalogue/catalogue.js';
import { type EventDefinition, fullType } from '../../catalogue/define-event.js';
import type { CdEventExtras } from '../../envelope/event.js';
import { isStorable } from '../storable.js';
import { type QuickData, quickData } from './quick-data.js';
import { isJsonObject, isSurelyStorable, type Json } from './quick-json.js';
import { isSurelyInstant } from './quick-text.js';

/** A type in its newest version, and how to read its data. */
export type QuickType = { name: string; read: QuickData };

const types = new Map<string, QuickType>(
  (Object.values(catalogue) as EventDefinition[]).map((definition) => [
    fullType(definition),
    { name: definition.name, read: quickData(definition) },
  ]),
);

export function quickTypeOf(type: string): QuickType | undefined {
  return types.get(type);
}

export type QuickReading = { subject: string; data: Json; cdevent: CdEventExtras | undefined };

export type Announced = { id: string; source: string; type: string; time: string };

/** Reads a CDEvent as we write it; `undefined` if it has to be looked at more closely. */
export function quickCdEvent(json: unknown, type: QuickType, announced: Announced): QuickReading | undefined {
  if (!isJsonObject(json)) return undefined;
  let context: unknown;
  let subject: unknown;
  let customData: unknown;
  for (const key in json) {
    if (key === 'context') context = json[key];
    else if (key === 'subject') subject = json[key];
    else if (key === 'customData') customData = json[key];
    else return undefined;
  }
  if (!isJsonObject(subject)) return undefined;
  let id: unknown;
  let content: unknown;
  let source: string | undefined;
  for (const key in subject) {
    const value = subject[key];
    if (key === 'id') id = value;
    else if (key === 'content') content = value;
    else if (key === 'source' && typeof value === 'string' && isStorable(value)) source = value;
    else return undefined;
  }
  if (typeof id !== 'string' || id === '' || !isStorable(id)) return undefined;
  if (!isOfSameEvent(context, announced)) return undefined;
  const data = type.read(content, customData);
  if (data === undefined) return undefined;
  return { subject: id, data, cdevent: extrasOf(context, source) };
}

/** Whether it is a context of 0.5 that contradicts nothing, with nothing in it that we do not know. */
function isOfSameEvent(context: unknown, announced: Announced): context is Json {
  if (!isJsonObject(context)) return false;
  let isOf05 = false;
  for (const key in context) {
    const value = context[key];
    switch (key) {
      case 'specversion':
        isOf05 = value === '0.5.1' || (typeof value === 'string' && isStorable(value));
        if (!isOf05) return false;
        break;
      case 'id':
        if (value !== announced.id) return false;
        break;
      case 'source':
        if (value !== announced.source) return false;
        break;
      case 'type':
        if (value !== announced.type) return false;
        break;
      case 'timestamp':
        if (value !== announced.time && !isSurelyInstant(value)) return false;
        break;
      case 'schemaUri':
      case 'chainId':
        if (typeof value !== 'string' || !isStorable(value)) return false;
        break;
      case 'links':
        if (!Array.isArray(value) || !isSurelyStorable(value, 2)) return false;
        break;
      default:
        return false;
    }
  }
  return isOf05;
}

function extrasOf(context: Json, subjectSource: string | undefined): CdEventExtras | undefined {
  const { schemaUri, chainId, links } = context as CdEventExtras;
  if (
    schemaUri === undefined &&
    chainId === undefined &&
    links === undefined &&
    subjectSource === undefined
  ) {
    return undefined;
  }
  return {
    ...(schemaUri === undefined ? {} : { schemaUri }),
    ...(chainId === undefined ? {} : { chainId }),
    ...(links === undefined ? {} : { links }),
    ...(subjectSource === undefined ? {} : { subjectSource }),
  };
}
