import { SetMetadata } from '@nestjs/common';
import type { Scope } from './tokens.js';

export const SCOPES = 'hormesis.scopes';

/** A caller needs one of these scopes. A route without this decorator needs `read`. */
export const Scopes = (...scopes: Scope[]) => SetMetadata(SCOPES, scopes);

/** Open to everybody: health, sign-in, the page itself. */
export const Open = () => SetMetadata(SCOPES, []);
