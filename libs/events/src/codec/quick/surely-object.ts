import { isStorable } from '../storable.js';
import { isJsonObject, isSurelyStorable } from './quick-json.js';
import { never, type Surely } from './surely.js';

export type Field = { isSurely: Surely; required: boolean };

/** An object with the required fields among these; what stands beside them is not certain unless it is kept. */
export function surelyObject(
  named: Readonly<Record<string, Field>>,
  { keepsUnnamed, depth }: { keepsUnnamed: boolean; depth: number },
): Surely {
  const fields = new Map(Object.entries(named));
  fields.set('__proto__', { isSurely: never, required: false });
  const required = Object.values(named).filter((field) => field.required).length;
  return (value) => {
    if (!isJsonObject(value)) return false;
    let found = 0;
    for (const key in value) {
      const field = fields.get(key);
      if (field === undefined) {
        if (!keepsUnnamed || !isStorable(key) || !isSurelyStorable(value[key], depth + 1)) return false;
      } else {
        if (!field.isSurely(value[key])) return false;
        if (field.required) found += 1;
      }
    }
    return found === required;
  };
}

/** An object with any keys, the values of which are of one kind. */
export function surelyRecord(isSurely: Surely): Surely {
  return (value) => {
    if (!isJsonObject(value)) return false;
    for (const key in value) {
      if (key === '__proto__' || !isStorable(key) || !isSurely(value[key])) return false;
    }
    return true;
  };
}
