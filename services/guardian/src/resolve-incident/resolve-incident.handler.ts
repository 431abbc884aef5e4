import type { CommandAccepted } from '@hormesis/api';
import { resolveIncident } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { IncidentCommands } from '../incidents/incident-commands.js';
import { ResolveIncident } from './resolve-incident.command.js';

@CommandHandler(ResolveIncident)
export class ResolveIncidentHandler implements ICommandHandler<ResolveIncident> {
  constructor(private readonly incidents: IncidentCommands) {}

  async execute({ incidentId, change, actor }: ResolveIncident): Promise<CommandAccepted> {
    return accepted(
      await this.incidents.decide(incidentId, actor, (incident) => resolveIncident(incident, change)),
    );
  }
}
