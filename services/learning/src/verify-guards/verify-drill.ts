import { Database } from '@hormesis/database';
import type { EventOf } from '@hormesis/events';
import { type VerifiedCase, verifyGuards } from '@hormesis/learning';
import type { Position } from '@hormesis/log';
import { waitForPosition } from '@hormesis/projection';
import { readDrill } from '@hormesis/read-models';
import { Injectable } from '@nestjs/common';
import { CaseStreams } from '../assemble-case/case-streams.js';
import { ReadModelsBehind } from '../assemble-case/read-models-behind.js';
import { GuardBook } from './guard-book.js';
import { ReadSightings } from './read-sightings.js';

const timeoutMs = 5_000;

/**
 * Asks the guards how they did when a drill is over. If it caused an incident, its case says more once it is assembled;
 * if nobody noticed anything, this is all there is to be said.
 */
@Injectable()
export class VerifyDrill {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseStreams,
    private readonly book: GuardBook,
    private readonly sightings: ReadSightings,
  ) {}

  async run(ended: EventOf<'drill.ended'>, position: Position): Promise<void> {
    if (ended.data.outcome === 'failed') return;
    if (!(await waitForPosition(this.database, 'drill', [position], timeoutMs)))
      throw new ReadModelsBehind('drill');
    const drill = await readDrill(this.database, ended.subject);
    const cases = [...(await this.cases.loadAll()).values()].map(({ state }) => state);
    if (!drill?.startedAt || cases.some(({ assembled }) => assembled?.drill === drill.id)) return;
    const taught = cases.find(({ id }) => id === drill.incident)?.assembled;
    if (!taught) return;

    const incident: VerifiedCase = {
      incident: drill.incident,
      service: drill.service,
      environment: drill.environment,
      fingerprint: drill.fingerprint,
      class: taught.class,
      onset: drill.startedAt,
      detectedAt: ended.time,
      endedAt: ended.time,
      confirmed: true,
      stoppedBy: 'people',
      exposedUserSeconds: null,
      drill: drill.id,
    };
    const guards = await this.book.guards();
    const sightings = await this.sightings.of(incident, guards, {});
    await this.book.record(verifyGuards(incident, guards, sightings), incident, ended);
  }
}
