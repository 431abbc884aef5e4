import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { Database } from '@hormesis/database';
import { Fenced } from '@hormesis/log';
import { Injectable } from '@nestjs/common';
import type { NewChunk } from './chunk-buffer.js';

const deflated = promisify(deflateRaw);

/** Chunks in Postgres. */
@Injectable()
export class ChunkStore {
  constructor(private readonly db: Database) {}

  /** Up to where a partition is in chunks; `undefined` if it never was. */
  async markOf(partition: number): Promise<number | undefined> {
    const [row] = await this.db.query<{ next: number }>(
      'SELECT next_offset AS next FROM learning.recording_mark WHERE partition = $1',
      [partition],
    );
    return row?.next;
  }

  /**
   * Writes chunks and moves the mark, all or nothing.
   * @throws Fenced if somebody else has moved the mark
   */
  async write(partition: number, from: number, next: number, chunks: readonly NewChunk[]): Promise<void> {
    const bytes = await Promise.all(chunks.map((chunk) => deflated(chunk.bytes, { level: 1 })));
    await this.db.transaction(async (tx) => {
      const moved = await tx.query(
        `INSERT INTO learning.recording_mark AS m (partition, next_offset) VALUES ($1, $3)
         ON CONFLICT (partition) DO UPDATE SET next_offset = excluded.next_offset WHERE m.next_offset = $2
         RETURNING partition`,
        [partition, from, next],
      );
      if (moved.length === 0) throw new Fenced('Another copy records this partition.');
      if (chunks.length === 0) return;
      const places = placesOf(chunks);
      await tx.query(
        `INSERT INTO learning.signal_series (service, environment, metric, cohort)
         SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
        places,
      );
      await tx.query(
        `INSERT INTO learning.signal_chunk (series, day, "offset", windows, bytes)
         SELECT s.id, c.day, c."offset", c.windows, c.bytes
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::bigint[], $7::int[], $8::bytea[])
              AS c (service, environment, metric, cohort, day, "offset", windows, bytes)
         JOIN learning.signal_series s USING (service, environment, metric, cohort)`,
        [
          ...places,
          chunks.map(({ day }) => day),
          chunks.map(({ offset }) => offset),
          chunks.map(({ windows }) => windows),
          bytes,
        ],
      );
    });
  }
}

function placesOf(chunks: readonly NewChunk[]): string[][] {
  return [
    chunks.map(({ service }) => service),
    chunks.map(({ environment }) => environment),
    chunks.map(({ metric }) => metric),
    chunks.map(({ cohort }) => cohort),
  ];
}
