import type { CommandAccepted } from '@hormesis/api';
import { reopenIncident } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { IncidentCommands } from '../incidents/incident-commands.js';
import { IncidentStreams } from '../streams/incident-streams.js';
import { OpenIncidents } from '../watch-anomalies/open-incidents.js';
import { ReopenIncident } from './reopen-incident.command.js';

/** A reopened incident is again the one that further anomalies of its place join. */
@CommandHandler(ReopenIncident)
export class ReopenIncidentHandler implements ICommandHandler<ReopenIncident> {
  constructor(
    private readonly commands: IncidentCommands,
    private readonly incidents: IncidentStreams,
    private readonly openIncidents: OpenIncidents,
  ) {}

  async execute({ incidentId, change, actor }: ReopenIncident): Promise<CommandAccepted> {
    const decided = await this.commands.decide(incidentId, actor, (incident) =>
      reopenIncident(incident, change),
    );
    await this.openIncidents.hold((await this.incidents.load(incidentId)).state);
    return accepted(decided);
  }
}
