import { identityOf } from '@hormesis/change';
import { Database } from '@hormesis/database';
import type { Event, EventOf } from '@hormesis/events';
import {
  type AskPermit,
  actionIdOf,
  askPermit,
  BREAKER_MS,
  type Cap,
  EVERYTHING,
  type Judgement,
  type Ladder,
  objectOf,
  type PermitAnswer,
  type Policy,
  ruleIdOf,
  type Step,
  tripBreaker,
  withhold,
} from '@hormesis/incident';
import { Inject, Injectable } from '@nestjs/common';
import { ChangesTakenBack } from '../execute-actions/changes-taken-back.js';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';
import { BreakerStreams } from '../streams/breaker-streams.js';
import { GUARDIAN } from '../streams/guardian-source.js';
import { IncidentStreams } from '../streams/incident-streams.js';

type Asking = { incident: string; ladder: Ladder; now: Date; because: Event };
type Row = {
  already: boolean;
  holder: { actionId: string; incident: string } | null;
  all: number;
  ofRule: number;
};

/** What the guardian may do alone at a time: within its caps, and on nothing that is acted upon already. One asks at a time. */
@Injectable()
export class Permits {
  constructor(
    private readonly db: Database,
    private readonly incidents: IncidentStreams,
    private readonly breakers: BreakerStreams,
    private readonly changes: ChangesTakenBack,
    @Inject(GUARDIAN_CONFIG) private readonly config: GuardianConfig,
  ) {}

  /** The judgement as it stands after asking: a step that may not be done alone now is left to a person. */
  async applyTo(judgement: Judgement, asking: Asking): Promise<Judgement> {
    const steps: Step[] = [];
    for (const step of judgement.steps)
      steps.push(step.how === 'act' ? await this.allowed(step, asking) : step);
    return { ...judgement, steps };
  }

  /** Keeps the guardian from what a person has acted upon. No cap counts it. */
  async lock({ subject, data }: EventOf<'action.requested'>): Promise<void> {
    const { target, change: eventId = '', incident, rule } = data;
    const change = await this.changes.byEvent(eventId);
    await this.db.query(
      `insert into guardian.permit (action_id, rule, object, change, incident, at)
       values ($1, $2, $3, $4, $5, '-infinity') on conflict (action_id) do nothing`,
      [subject, rule ? ruleIdOf(rule) : '', objectOf(target), change ? identityOf(change) : '', incident],
    );
  }

  /** Lets others act again on what was acted upon for an incident, if that is over. */
  async release(incident: string): Promise<void> {
    const { state } = await this.incidents.load(incident);
    if (state.phase !== 'resolved') return;
    await this.db.query('update guardian.permit set released = true where incident = $1 and not released', [
      incident,
    ]);
  }

  /** Gives a permit back that led to no action: the incident had been answered otherwise. */
  async giveBackUnused(incident: string, { steps }: Judgement): Promise<void> {
    const acting = steps.filter(({ how }) => how === 'act');
    if (acting.length === 0) return;
    const { state } = await this.incidents.load(incident);
    const unused = acting
      .map(({ change, target }) => actionIdOf(incident, change, target))
      .filter((id) => (state.actions[id]?.state ?? 'recommended') === 'recommended');
    if (unused.length === 0) return;
    await this.db.query('delete from guardian.permit where action_id = any($1)', [unused]);
  }

  /** Drops what counts no more. */
  async forgetOld(): Promise<void> {
    await this.db.query(`delete from guardian.permit where released and at < now() - interval '1 day'`);
  }

  private async allowed(step: Step, { incident, ladder, now, because }: Asking): Promise<Step> {
    const answer = await this.ask({
      actionId: actionIdOf(incident, step.change, step.target),
      rule: ruleIdOf(step.rule),
      object: objectOf(step.target),
      change: identityOf(step.change),
      incident,
      at: now.getTime(),
      caps: this.capsFor(step, ladder.policies),
    });
    if (answer.granted) return step;
    if (answer.code === 'cap') {
      const { rule, most: cap, actions } = answer.trips;
      await this.breakers.decide(ruleIdOf(rule), (state) => tripBreaker(state, { rule, cap, actions, now }), {
        actor: GUARDIAN,
        causation: because,
        correlationId: incident,
      });
    }
    return withhold(step, answer.code, answer.because);
  }

  /** The cap on all that the guardian does, and that of the rule. */
  private capsFor({ rule }: Step, policies: readonly Policy[]): Cap[] {
    const capOf = (id: string) => policies.find((policy) => ruleIdOf(policy) === id)?.cap;
    const all = capOf(ruleIdOf(EVERYTHING)) ?? this.config.actionsPerHour;
    const own = capOf(ruleIdOf(rule));
    return [{ rule: EVERYTHING, most: all }, ...(own === undefined ? [] : [{ rule, most: own }])];
  }

  private ask(ask: AskPermit): Promise<PermitAnswer> {
    const { actionId, rule, object, change, incident } = ask;
    return this.db.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['guardian/permits']);
      const [row] = await tx.query<Row>(
        `select exists (select 1 from guardian.permit where action_id = $1) as already,
                (select jsonb_build_object('actionId', action_id, 'incident', incident) from guardian.permit
                  where not released and action_id <> $1 and (object = $2 or change = $3) limit 1) as holder,
                count(*)::int as "all", (count(*) filter (where rule = $4))::int as "ofRule"
           from guardian.permit where at > $5::timestamptz`,
        [actionId, object, change, rule, new Date(ask.at - BREAKER_MS).toISOString()],
      );
      const { already = false, holder = null, all = 0, ofRule = 0 } = row ?? {};
      const answer = askPermit({ already, holder: holder ?? undefined, lately: { all, ofRule } }, ask);
      if (!answer.granted) return answer;
      await tx.query(
        `insert into guardian.permit (action_id, rule, object, change, incident, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (action_id) do update set released = false`,
        [actionId, rule, object, change, incident, new Date(ask.at).toISOString()],
      );
      return answer;
    });
  }
}
