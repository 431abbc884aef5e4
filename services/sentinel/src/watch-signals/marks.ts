import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';

/** Up to where the windows of each partition have been judged, and all that was to be stated of them was stated. */
@Injectable()
export class Marks {
  constructor(private readonly db: Database) {}

  /** `undefined` where no window was judged yet. */
  async of(partition: number): Promise<number | undefined> {
    const [row] = await this.db.query<{ next: string }>(
      'select next_offset::text as next from sentinel.mark where partition = $1',
      [partition],
    );
    return row && Number(row.next);
  }

  /** Never back: who comes late with an older mark changes nothing. */
  async move(partition: number, next: number): Promise<void> {
    await this.db.query(
      `insert into sentinel.mark as m (partition, next_offset) values ($1, $2)
       on conflict (partition) do update set next_offset = excluded.next_offset, moved_at = now()
         where m.next_offset < excluded.next_offset`,
      [partition, next],
    );
  }
}
