import type { Decision } from '@hormesis/decider';
import type { Principal } from '@hormesis/events';
import { ProblemError } from '@hormesis/http';
import { type Incident, type IncidentStatement, UNKNOWN_ACTION, UNKNOWN_INCIDENT } from '@hormesis/incident';
import { type Decided, Refused } from '@hormesis/streams';
import { Injectable } from '@nestjs/common';
import { IncidentStreams } from '../streams/incident-streams.js';

/** What people do to an incident. */
@Injectable()
export class IncidentCommands {
  constructor(private readonly incidents: IncidentStreams) {}

  /** @throws ProblemError 404 when there is no such incident or action; Refused (409) when the rules refuse. */
  async decide(
    id: string,
    actor: Principal,
    decide: (incident: Incident) => Decision<IncidentStatement>,
  ): Promise<Decided<IncidentStatement>> {
    try {
      return await this.incidents.decide(id, decide, { actor, correlationId: id });
    } catch (error) {
      throw error instanceof Refused && meansUnknown(error) ? notFound(error) : error;
    }
  }
}

function meansUnknown({ code }: Refused): boolean {
  return code === UNKNOWN_INCIDENT || code === UNKNOWN_ACTION;
}

function notFound({ code, message }: Refused): ProblemError {
  return new ProblemError({
    status: 404,
    code,
    title: message,
    hint: 'GET /api/incidents lists the incidents with their actions.',
  });
}
