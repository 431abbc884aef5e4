import { config } from 'zod/v4';

// Before any schema is made: Zod would otherwise try to compile code, which the content security policy forbids.
config({ jitless: true });

export * from 'zod/v4';
