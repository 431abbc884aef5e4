import { DeclareFreezeHandler } from './declare-freeze.handler.js';
import { LiftFreezeHandler } from './lift-freeze.handler.js';
import { LiftMarkHandler } from './lift-mark.handler.js';
import { PlaceMarkHandler } from './place-mark.handler.js';
import { ResetBreakerHandler } from './reset-breaker.handler.js';

export const safeguards = [
  DeclareFreezeHandler,
  LiftFreezeHandler,
  PlaceMarkHandler,
  LiftMarkHandler,
  ResetBreakerHandler,
];
