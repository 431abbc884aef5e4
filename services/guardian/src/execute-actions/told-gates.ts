import { Database } from '@hormesis/database';
import type { ToldGates } from '@hormesis/executors';
import { Injectable } from '@nestjs/common';

/** Which actions a gate has told a rollout of, whichever process it asked. */
@Injectable()
export class ToldGatesTable implements ToldGates {
  constructor(private readonly db: Database) {}

  async wasTold(action: string): Promise<boolean> {
    const rows = await this.db.query('select 1 from guardian.gate_told where action = $1', [action]);
    return rows.length > 0;
  }

  async tell(actions: readonly string[]): Promise<void> {
    if (actions.length === 0) return;
    await this.db.query(
      'insert into guardian.gate_told (action) select unnest($1::text[]) on conflict do nothing',
      [actions],
    );
  }
}
