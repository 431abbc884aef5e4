import type { Page, PageQuery } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { notFound, ProblemError } from '@hormesis/http';
import { Injectable } from '@nestjs/common';
import type { Quarantined, QuarantinedDetail } from './quarantined.js';

type Row = Omit<Quarantined, 'id'> & { id: number };
type DetailRow = Row & {
  errors: QuarantinedDetail['errors'];
  headers: Record<string, string>;
  body: Uint8Array;
};

const columns = `id, received_at as "receivedAt", token, reason, batch_index as "index",
  headers->>'content-type' as "contentType", body_size as "size"`;

/** Looks at what was not taken. */
@Injectable()
export class ReadQuarantine {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async page({ limit, cursor }: PageQuery): Promise<Page<Quarantined>> {
    const rows = await this.database.query<Row>(
      `select ${columns} from intake.quarantine where $1::bigint is null or id < $1 order by id desc limit $2`,
      [cursor === undefined ? null : idOf(cursor), limit + 1],
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, id: String(row.id) }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws {ProblemError} 404 when there is none of that id */
  async one(id: string): Promise<QuarantinedDetail> {
    const [row] = await this.database.query<DetailRow>(
      `select ${columns}, issues as errors, headers, body from intake.quarantine where id = $1`,
      [idOf(id)],
    );
    if (!row) throw notFound(`quarantined event ${id}`, 'The newest 10,000 are kept; see /v1/quarantine.');
    const { body, ...shown } = row;
    const text = textOf(body);
    return {
      ...shown,
      id: String(row.id),
      body: text,
      base64: text === null ? Buffer.from(body).toString('base64') : null,
      truncated: row.size > body.length,
    };
  }
}

function idOf(text: string): string {
  if (/^\d{1,18}$/.test(text)) return text;
  throw new ProblemError({
    status: 400,
    code: 'invalid',
    title: `${JSON.stringify(text)} is no id of a quarantined event.`,
  });
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
