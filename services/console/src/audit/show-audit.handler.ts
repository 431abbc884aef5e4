import type { Audit } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readAudit } from '@hormesis/projection';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { remedyOf } from './remedy-of.js';
import { ShowAudit } from './show-audit.query.js';

@QueryHandler(ShowAudit)
export class ShowAuditHandler implements IQueryHandler<ShowAudit> {
  constructor(private readonly database: Database) {}

  async execute(): Promise<Audit> {
    const { findings, ...audit } = await readAudit(this.database);
    return {
      ...audit,
      findings: findings.map((finding) => {
        const { isProjection: _, ...said } = finding;
        return { ...said, remedy: remedyOf(finding) };
      }),
    };
  }
}
