import type { EventOf } from '@hormesis/events';
import { type VerifiedCase, verifyGuards } from '@hormesis/learning';
import { Injectable } from '@nestjs/common';
import { CaseStreams } from '../assemble-case/case-streams.js';
import { caseToVerify } from './case-to-verify.js';
import { GuardBook } from './guard-book.js';
import { ReadSightings } from './read-sightings.js';

/** Asks the guards that were in force how they did, each time that the case of an incident is assembled. */
@Injectable()
export class VerifyIncident {
  constructor(
    private readonly cases: CaseStreams,
    private readonly book: GuardBook,
    private readonly sightings: ReadSightings,
  ) {}

  async run(event: EventOf<'case.assembled'>): Promise<void> {
    const incident = caseToVerify(event.subject, event.data);
    if (await this.isLaterOfDrill(incident)) return;
    const guards = await this.book.guards();
    const sightings = await this.sightings.of(incident, guards, {
      detectedBy: event.data.detectedBy,
      flag: event.data.change?.kind === 'flag' ? event.data.change.subject : undefined,
    });
    await this.book.record(verifyGuards(incident, guards, sightings), incident, event);
  }

  /** A drill exercises a guard once: by the first incident that it caused. */
  private async isLaterOfDrill({ drill, incident, onset }: VerifiedCase): Promise<boolean> {
    if (drill === undefined) return false;
    const all = await this.cases.loadAll();
    return [...all].some(([id, { state }]) => {
      if (id === incident || state.assembled?.drill !== drill) return false;
      const apart = Date.parse(state.assembled.onset) - Date.parse(onset);
      return apart < 0 || (apart === 0 && id < incident);
    });
  }
}
