import type { Event } from '../../envelope/event.js';
import { Draft } from './draft.js';
import { isJsonObject } from './quick-json.js';

/** Reads an event in the JSON format as we write it; `undefined` if it has to be looked at more closely. */
export function quickEvent(json: unknown): Event | undefined {
  if (!isJsonObject(json)) return undefined;
  const draft = new Draft();
  let data: unknown;
  for (const name in json) {
    if (name === 'data') data = json[name];
    else if (!draft.take(name, json[name])) return undefined;
  }
  return draft.event(data);
}
