import type { Audit } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** What the audit has compared, and what it has found. */
export class ShowAudit extends Query<Audit> {}
