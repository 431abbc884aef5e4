import type { DrillAccepted, StartDrill as StartDrillBody } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { refuse } from '@hormesis/decider';
import { uuidV7 } from '@hormesis/events';
import { notFound, ProblemError } from '@hormesis/http';
import { type DrillOrder, requestDrill } from '@hormesis/learning';
import { formatPosition } from '@hormesis/log';
import { Refused } from '@hormesis/streams';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DRILL_CONFIG, type DrillConfig } from './drill-config.js';
import { DrillLock } from './drill-lock.js';
import { DrillStreams } from './drill-streams.js';
import { type DrillTarget, readDrillTarget } from './read-drill-target.js';
import { StartDrill } from './start-drill.command.js';
import { WhyNotNow } from './why-not-now.js';

/** Of silence a part is no silence. */
const usualIntensity = (failure: string) => (failure === 'silence' ? 1 : 0.3);

const seconds = { least: 120, most: 900 };

/** A guard is given as long as it took to notice the incident without it, and a quarter more. */
function usualSeconds({ detectMs }: DrillTarget): number {
  const needed = Math.ceil(((detectMs ?? 0) / 1_000) * 1.25);
  return Math.min(Math.max(needed, seconds.least), seconds.most);
}

@CommandHandler(StartDrill)
export class StartDrillHandler implements ICommandHandler<StartDrill> {
  constructor(
    private readonly db: Database,
    private readonly drills: DrillStreams,
    private readonly lock: DrillLock,
    private readonly whyNot: WhyNotNow,
    @Inject(DRILL_CONFIG) private readonly config: DrillConfig,
  ) {}

  async execute({ body, actor }: StartDrill): Promise<DrillAccepted> {
    if (!this.config.injector) throw new Refused(noInjector);
    const target = await readDrillTarget(this.db, body);
    if (!target) throw unknownTarget(body);
    const order = orderOf(target, body);
    const place = { service: order.service.id, environment: order.environment.id };
    const start = async () => {
      const refusal =
        (await this.whyNot.drillThere(place)) ??
        (body.anyway ? undefined : await this.whyNot.troubleThere(place));
      if (refusal) throw new Refused(refusal);
      const id = `drl-${uuidV7().replaceAll('-', '').slice(-10)}`;
      const decided = await this.drills.decide(id, (drill) => requestDrill(drill, order), { actor });
      const events = decided.events.map((event, at) => {
        const position = decided.positions[at];
        return { id: event.id, name: event.name, position: position ? formatPosition(position) : null };
      });
      return { events, drill: id };
    };
    // All who ask wait in one queue, so that many at once leave connections to what they need meanwhile.
    return this.lock.hold(`place/${place.service}/${place.environment}`, start, 'places');
  }
}

function orderOf(target: DrillTarget, body: StartDrillBody): DrillOrder {
  const environment = body.environment ?? target.environment;
  if (!environment) {
    throw new ProblemError({
      status: 400,
      code: 'invalid',
      title: `Nobody knows in which environment ${target.incident} was. Name one: environment.`,
    });
  }
  const { failure, metric, change } = target.class;
  const as = failure === 'unknown' ? 'errors' : failure;
  return {
    service: { id: target.service },
    environment: { id: environment },
    fingerprint: target.fingerprint,
    incident: target.incident,
    failure: as,
    metric,
    change,
    seconds: body.seconds ?? usualSeconds(target),
    intensity: body.intensity ?? usualIntensity(as),
    ...(target.exemplar ? { exemplar: target.exemplar } : {}),
    ...(body.reason === undefined ? {} : { reason: body.reason }),
  };
}

const noInjector = refuse(
  'no-injector',
  'Nobody is there to inject a failure. Set HORMESIS_INJECTOR_URL and HORMESIS_INJECTOR_SECRET for the learning service, or use `hormesis dev`, whose demo fleet is one.',
);

function unknownTarget({ incident, fingerprint }: StartDrillBody): ProblemError {
  const hint = 'A class is known once an incident of it is resolved: GET /api/failure-classes.';
  if (incident !== undefined) return notFound(`case of incident ${incident}`, hint);
  if (fingerprint !== undefined) return notFound(`class of failure ${fingerprint}`, hint);
  return notFound('class of failure to repeat', hint);
}
