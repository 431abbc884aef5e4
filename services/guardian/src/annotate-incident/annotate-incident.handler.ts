import type { CommandAccepted } from '@hormesis/api';
import { annotateIncident } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { IncidentCommands } from '../incidents/incident-commands.js';
import { AnnotateIncident } from './annotate-incident.command.js';

@CommandHandler(AnnotateIncident)
export class AnnotateIncidentHandler implements ICommandHandler<AnnotateIncident> {
  constructor(private readonly incidents: IncidentCommands) {}

  async execute({ incidentId, note, actor }: AnnotateIncident): Promise<CommandAccepted> {
    return accepted(
      await this.incidents.decide(incidentId, actor, (incident) => annotateIncident(incident, { note })),
    );
  }
}
