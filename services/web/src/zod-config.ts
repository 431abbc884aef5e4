import { z } from 'zod';

// Before any schema is made: Zod would otherwise try to compile code, which the content security policy forbids.
z.config({ jitless: true });
