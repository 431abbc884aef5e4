import { differenceOf } from '@hormesis/attribution';
import { type EventOf, isEvent } from '@hormesis/events';
import { ProblemError } from '@hormesis/http';
import { attributeAgain } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Suspects } from '../attribution/suspects.js';
import { accepted } from '../incidents/accepted.js';
import { IncidentCommands } from '../incidents/incident-commands.js';
import { IncidentStreams } from '../streams/incident-streams.js';
import { AttributeAgain, type AttributedAgain } from './attribute-again.command.js';
import { KnownThen } from './known-then.js';

/** Ranks the last anomaly of an incident again, on what was known when it was ranked, and shows what is different. */
@CommandHandler(AttributeAgain)
export class AttributeAgainHandler implements ICommandHandler<AttributeAgain> {
  constructor(
    private readonly streams: IncidentStreams,
    private readonly incidents: IncidentCommands,
    private readonly known: KnownThen,
    private readonly suspects: Suspects,
  ) {}

  async execute({ incidentId, actor }: AttributeAgain): Promise<AttributedAgain> {
    const rankings = (await this.streams.events(incidentId)).filter((event) =>
      isEvent(event, 'attribution.ranked'),
    );
    const latest = rankings.at(-1);
    if (!latest) throw nothingToRank(incidentId);
    const first = firstOf(latest, rankings);
    const anomaly = await this.known.anomalyOf(first);
    if (!anomaly) throw forgotten(incidentId);
    const changes = await this.known.changesBefore(first, anomaly);
    const ranked = await this.suspects.asOf(anomaly, changes, new Date(first.time));
    const { candidates, method, causes } = ranked;
    const difference = differenceOf(latest.data.candidates, candidates);
    const again = { anomaly, candidates, method, causes, supersedes: latest.id, difference };
    const decided = await this.incidents.decide(incidentId, actor, (state) => attributeAgain(state, again));
    return {
      ...accepted(decided),
      ...{ method, supersedes: latest.id, difference },
      candidates: candidates.map(({ change, probability, evidence }) => ({
        change: change && { eventId: change.eventId, subject: change.subject, summary: change.summary },
        probability,
        evidence: [...evidence],
      })),
    };
  }
}

type Ranking = EventOf<'attribution.ranked'>;

/** The ranking that was made when the anomaly came; those made again go back to it. */
function firstOf(latest: Ranking, rankings: readonly Ranking[]): Ranking {
  const same = rankings.filter(({ data }) => data.anomaly === latest.data.anomaly);
  return same.findLast(({ data }) => data.supersedes === undefined) ?? latest;
}

function nothingToRank(incident: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'no-attribution',
    title: `Incident ${incident} is not known, or nothing was ranked in it.`,
    hint: 'GET /api/incidents lists the incidents.',
  });
}

function forgotten(incident: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'anomaly-not-on-log',
    title: `The anomaly of incident ${incident} is not on the log any more.`,
    hint: 'The ranking that was made then stands.',
  });
}
