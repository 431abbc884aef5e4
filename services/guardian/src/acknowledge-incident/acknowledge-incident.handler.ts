import type { CommandAccepted } from '@hormesis/api';
import { acknowledgeIncident } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { IncidentCommands } from '../incidents/incident-commands.js';
import { AcknowledgeIncident } from './acknowledge-incident.command.js';

@CommandHandler(AcknowledgeIncident)
export class AcknowledgeIncidentHandler implements ICommandHandler<AcknowledgeIncident> {
  constructor(private readonly incidents: IncidentCommands) {}

  async execute({ incidentId, actor }: AcknowledgeIncident): Promise<CommandAccepted> {
    return accepted(await this.incidents.decide(incidentId, actor, acknowledgeIncident));
  }
}
