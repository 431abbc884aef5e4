import { Injectable } from '@nestjs/common';
import { ActionLock } from '../execute-actions/action-lock.js';

/** Lets one process at a time look after a drift; with places of its own, so that no action waits for a slow Git host. */
@Injectable()
export class DriftLock extends ActionLock {
  protected override readonly mostHolders = 1;
}
