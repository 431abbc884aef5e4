import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';
import type { Episode } from './episode.js';

/** The episodes of each partition, kept over restarts. */
@Injectable()
export class StandingAnomalies {
  constructor(private readonly db: Database) {}

  async of(partition: number): Promise<Episode[]> {
    const rows = await this.db.query<{ episode: Episode }>(
      'select episode from sentinel.standing_anomaly where partition = $1 order by since, subject',
      [partition],
    );
    return rows.map(({ episode }) => episode);
  }

  async note(partition: number, episodes: readonly Episode[]): Promise<void> {
    if (episodes.length === 0) return;
    await this.db.query(
      `insert into sentinel.standing_anomaly (subject, partition, episode)
       select e->>'subject', $1, e from jsonb_array_elements($2::jsonb) e on conflict (subject) do nothing`,
      [partition, JSON.stringify(episodes)],
    );
  }

  async forget(subjects: readonly string[]): Promise<void> {
    if (subjects.length === 0) return;
    await this.db.query('delete from sentinel.standing_anomaly where subject = any($1)', [subjects]);
  }
}
