import type { Event } from '@hormesis/events';
import {
  type EarlierOccurrence,
  flagsOf,
  formerOf,
  isPut,
  type Put,
  recordExercise,
  type VerifiedCase,
  type VerifiedExercise,
  type VerifiedGuard,
} from '@hormesis/learning';
import { logger } from '@hormesis/telemetry';
import { Injectable } from '@nestjs/common';
import { CaseStreams } from '../assemble-case/case-streams.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';

/** The guards as the streams of their proposals know them, and how they did. */
@Injectable()
export class GuardBook {
  private readonly log = logger('learning');

  constructor(
    private readonly proposals: ProposalStreams,
    private readonly cases: CaseStreams,
  ) {}

  /** All that ever were in force. */
  async guards(): Promise<VerifiedGuard[]> {
    const cases = await this.occurrences();
    return (await this.applied()).map((put) => guardOf(put, cases));
  }

  /**
   * Records how each guard did. Of guards that were thought to be concerned before, and are not, it is taken back: the
   * incident turned out to be of another class.
   */
  async record(
    exercises: readonly VerifiedExercise[],
    { incident, drill }: VerifiedCase,
    causation: Event,
  ): Promise<void> {
    const on = drill ?? incident;
    const withdrawn = (await this.applied()).flatMap(({ id, exercises: known }) => {
      const exercise = known[on];
      if (!exercise || exercises.some(({ guard }) => guard === id)) return [];
      const reason = `${on} turned out to be of another class or time, or a false alarm.`;
      return [{ guard: id, exercise: { ...exercise, outcome: 'withdrawn' as const, reason } }];
    });
    for (const { guard, exercise } of [...exercises, ...withdrawn]) {
      const { events } = await this.proposals.decide(
        guard,
        (proposal) => recordExercise(proposal, exercise),
        {
          actor: { kind: 'system', id: 'learning' },
          causation,
          correlationId: incident,
        },
      );
      if (events.length > 0) this.log.info({ guard, on, outcome: exercise.outcome }, exercise.reason);
    }
  }

  private async applied(): Promise<(Put & { applied: NonNullable<Put['applied']> })[]> {
    const all = await this.proposals.loadAll();
    return [...all.values()].flatMap(({ state }) =>
      isPut(state) && state.applied ? [{ ...state, applied: state.applied }] : [],
    );
  }

  private async occurrences(): Promise<Occurrence[]> {
    const all = await this.cases.loadAll();
    return [...all].flatMap(([incident, { state }]) => {
      if (!state.assembled) return [];
      const { drill, ...assembled } = state.assembled;
      return [{ ...assembled, incident, drill: drill !== undefined }];
    });
  }
}

type Occurrence = EarlierOccurrence & Pick<VerifiedCase, 'class'> & { confirmedBy: string | null };

/** A class put right by a person is the class of all that its incident taught. */
function guardOf(put: Put & { applied: { at: string } }, cases: readonly Occurrence[]): VerifiedGuard {
  const { kind, service, environment, incident } = put.proposed;
  const taught = cases.find((one) => one.incident === incident);
  const fingerprint = taught?.fingerprint ?? put.proposed.fingerprint;
  const appliedAt = put.applied.at;
  const confirmed = cases.filter((one) => one.confirmedBy !== null || one === taught);
  const former = formerOf({ fingerprint, incident, appliedAt }, confirmed);
  return {
    id: put.id,
    kind,
    service: service.id,
    environment: environment?.id,
    fingerprint,
    class: taught?.class,
    flags: kind === 'flag-default' ? flagsOf(put.files) : undefined,
    appliedAt,
    retiredAt: put.retiredAt,
    formerDetectMs: former.detectMs,
    formerExposure: former.exposure,
  };
}
