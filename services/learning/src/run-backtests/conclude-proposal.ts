import { isDeepStrictEqual } from 'node:util';
import type { NamedReport } from '@hormesis/backtest';
import { Database } from '@hormesis/database';
import { type EventOf, isEvent, isOurs } from '@hormesis/events';
import { type ArtefactFile, incidentCase, isPut, recordBacktest, withChecks } from '@hormesis/learning';
import { readEvents } from '@hormesis/read-models';
import { Injectable } from '@nestjs/common';
import { ArtefactChecks, type ArtefactToCheck } from '../check-artefacts/artefact-checks.js';
import { ProposalStreams } from '../proposal-streams/proposal-streams.js';
import type { Claimed } from './backtest-store.js';
import { CannotReplay } from './cannot-replay.js';

/** Has the tools check what was replayed, and states both on the proposal. Doing it again changes nothing. */
@Injectable()
export class ConcludeProposal {
  constructor(
    private readonly db: Database,
    private readonly proposals: ProposalStreams,
    private readonly checks: ArtefactChecks,
  ) {}

  /** @throws CannotReplay when it is called off while the tools run */
  async run(
    { id, proposal, subject }: Claimed,
    reports: readonly NamedReport[],
    signal: AbortSignal,
  ): Promise<void> {
    const [first] = reports;
    if (subject.kind !== 'proposal' || proposal === null || !first) return;
    const { files, of: kind, origin } = subject;
    const events = await this.proposals.events(proposal);
    const isEdited = !events.some(
      (event) => isOurs(event) && isEvent(event, 'proposal.proposed') && holds(event, files),
    );
    const artefact = {
      kind,
      files,
      isEdited,
      service: origin.service,
      ...(await this.change(origin.incident)),
    };
    const { checks } = await unlessCalledOff(this.checks.check(artefact), signal);
    const causation = events.findLast((event) => isEvent(event, 'proposal.proposed', 'proposal.edited'));
    const report = withChecks(kind, first.report, checks);
    await this.proposals.decide(
      proposal,
      (state) => (isPut(state) ? recordBacktest(state, { report, checks: [...checks], tested: files }) : []),
      {
        actor: { kind: 'system', id: 'learning' },
        correlationId: origin.incident,
        ids: id,
        ...(causation ? { causation } : {}),
      },
    );
  }

  /** What the incident is attributed to: a test must fail on it, and pass on what ran before. */
  private async change(incident: string): Promise<Pick<ArtefactToCheck, 'versions' | 'preview'>> {
    const events = await readEvents(this.db, { incident });
    if (!events.some((event) => isEvent(event, 'incident.detected'))) return {};
    const { change } = incidentCase(incident, events, []);
    if (!change) return {};
    const { event, preview, version: bad } = change;
    const good =
      event && isEvent(event, 'service.deployed', 'service.upgraded')
        ? event.data.previousVersion
        : undefined;
    return { versions: { bad, good }, preview };
  }
}

/** Whether the files are those that were generated. */
function holds({ data }: EventOf<'proposal.proposed'>, files: readonly ArtefactFile[]): boolean {
  return isDeepStrictEqual(
    files.map(({ content, path }) => [path, content]),
    data.files.map(({ content, path }) => [path, content]),
  );
}

/** Tools may take minutes; whoever leaves does not wait for them. */
async function unlessCalledOff<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let callOff = () => {};
  if (signal.aborted) throw new CannotReplay('It was called off.');
  const calledOff = new Promise<never>((_, failed) => {
    callOff = () => failed(new CannotReplay('It was called off.'));
  });
  signal.addEventListener('abort', callOff, { once: true });
  try {
    return await Promise.race([work, calledOff]);
  } finally {
    signal.removeEventListener('abort', callOff);
  }
}
