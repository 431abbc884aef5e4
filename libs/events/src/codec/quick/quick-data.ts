import type { z } from 'zod';
import type { EventDefinition } from '../../catalogue/define-event.js';
import { contentKeys, reservedKeys } from '../../cdevents/content-keys.js';
import { isRecord } from '../../cdevents/with-defaults.js';
import type { Json } from './quick-json.js';
import { never, type Surely } from './surely.js';
import { surelyObject } from './surely-object.js';
import { fieldsOf, surelyValid } from './surely-valid.js';

/** The data of an event, if content and custom data can be read without a schema; else `undefined`. */
export type QuickData = (content: unknown, customData: unknown) => Json | undefined;

/** How deep `subject.content` and `customData` stand in the data. */
const contentDepth = 2;
const customDepth = 1;

export function quickData(definition: EventDefinition): QuickData {
  const isStandard = definition.vocabulary === 'cdevents';
  const isContent = surelyValid(definition.content, { keepsUnnamed: !isStandard, depth: contentDepth });
  const mayLackCustom = readsNothingAsNothing(definition.custom);
  const isCustom = isStandard ? surelyCustom(definition) : never;
  return (content, customData) => {
    if (!isContent(content)) return undefined;
    if (customData === undefined) return mayLackCustom ? (content as Json) : undefined;
    return isCustom(customData) ? { ...(customData as Json), ...(content as Json) } : undefined;
  };
}

function readsNothingAsNothing(custom: z.ZodType): boolean {
  const { data } = custom.safeParse({});
  return isRecord(data) && Object.keys(data).length === 0;
}

/** Custom data in which nothing would hide the content. */
function surelyCustom(definition: EventDefinition): Surely {
  const { custom } = definition;
  if (!('shape' in custom)) return never;
  const looking = { keepsUnnamed: true, depth: customDepth };
  const hiding = [...contentKeys(definition), ...reservedKeys];
  const refused = hiding.map((key) => [key, { isSurely: never, required: false }] as const);
  return surelyObject(
    { ...fieldsOf(custom.shape as never, looking), ...Object.fromEntries(refused) },
    looking,
  );
}
