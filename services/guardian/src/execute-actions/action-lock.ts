import { Database } from '@hormesis/database';
import { Injectable } from '@nestjs/common';

/** Lets one process at a time work on an action. A process that dies lets go at once. */
@Injectable()
export class ActionLock {
  /** Each holder keeps a connection for as long; the rest of the pool stays free for those who need it to finish. */
  protected readonly mostHolders: number = 3;
  private holders = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly db: Database) {}

  async hold<T>(action: string, work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await this.db.transaction(async (tx) => {
        await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `guardian/action/${action}`,
        ]);
        return work();
      });
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.holders < this.mostHolders) {
      this.holders += 1;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.holders -= 1;
  }
}
