import { AttributeAgainHandler } from './attribute-again.handler.js';
import { KnownThen } from './known-then.js';

export const attributeAgain = [AttributeAgainHandler, KnownThen];
