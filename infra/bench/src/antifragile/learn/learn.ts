import { gatherFacts } from '@hormesis/backtest';
import { derivedId, type Event, stateEvent } from '@hormesis/events';
import { endOf, type Proposed, propose, type RampPolicy, type Withheld } from '@hormesis/learning';
import type { Recorder } from '@hormesis/recording';
import type { Occurrence } from '../life/occurrence.js';
import { accept, type Checked, type Verdict } from './accept.js';
import { type AppliedRules, RunningRules } from './alert-rules.js';
import { calleesOf, type LearntCase } from './case-book.js';
import type { Applied, Guards, PreviewTest, RampPolicy as RampInForce } from './guards.js';
import { judgeProposal, rulesIn } from './judge-proposal.js';
import { goodPreview, previewOf } from './previews.js';
import { recordedWindows } from './recorded-windows.js';
import { runTestFile } from './run-test-file.js';

const day = 86_400_000;
/** A test must hold so many times. */
const times = 10;
const historyDays = 7;

/** A case of round one, and what it is about in truth; nothing: people found it to be a false alarm. */
export type Taught = LearntCase & { occurrence: Occurrence | undefined };
/** `report` is missing where a better one of the kind was accepted before it was replayed. */
export type JudgedProposal = Omit<Checked, 'report'> &
  Verdict & { report: Checked['report'] | undefined; occurrence: string };
export type Abstained = { occurrence: string; withheld: Withheld };
export type Learnt = { guards: Guards; judged: JudgedProposal[]; abstained: Abstained[]; events: Event[] };

/** Turns the cases of round one into guards, by the rule of acceptance. */
export async function learn(
  cases: readonly Taught[],
  { events, record, from, to }: { events: readonly Event[]; record: Recorder; from: number; to: number },
): Promise<Learnt> {
  const real = cases.filter(({ occurrence }) => occurrence !== undefined);
  const noise = new Set(cases.filter(({ occurrence }) => !occurrence).map(({ incident }) => incident.id));
  const told = real.map(({ incident, assembled }) => caseEvent(incident.id, assembled, to));
  const facts = gatherFacts([
    ...events.filter(({ subject, correlationId }) => !noise.has(subject) && !noise.has(correlationId ?? '')),
    ...told,
  ]);
  const learnt: Learnt = {
    guards: { ramps: [], tests: [], alerts: undefined },
    judged: [],
    abstained: [],
    events: told,
  };
  const accepted: Proposed[] = [];
  const historyOf = remembered((service) => recordedWindows(record, service, to - historyDays * day, to));
  for (const { incident, assembled, occurrence } of real) {
    if (!occurrence) continue;
    const answers = propose(incident, {
      assembled,
      callees: calleesOf(incident.service),
      history: historyOf(incident.service).filter((window) => endOf(window) <= Date.parse(incident.onset)),
      guards: accepted.map(({ id, data }) => ({
        ...{ id, kind: data.kind, fingerprint: data.fingerprint, title: data.title, files: data.files },
        service: data.service.id,
      })),
    });
    const taken = new Set<string>();
    for (const answer of answers) {
      if (answer.outcome === 'withheld') {
        learnt.abstained.push({ occurrence: occurrence.id, withheld: answer });
        continue;
      }
      if (taken.has(answer.data.kind)) {
        const verdict = { accepted: false, because: 'A better one of its kind was accepted.' };
        learnt.judged.push({ proposal: answer, report: undefined, ...verdict, occurrence: occurrence.id });
        continue;
      }
      const checked = await check(answer, occurrence, { record, facts, from, to });
      const verdict = accept(checked);
      learnt.judged.push({ ...checked, ...verdict, occurrence: occurrence.id });
      if (!verdict.accepted) continue;
      taken.add(answer.data.kind);
      accepted.push(answer);
    }
  }
  return { ...learnt, guards: inForce(accepted, record) };
}

async function check(
  proposal: Proposed,
  occurrence: Occurrence,
  past: Parameters<typeof judgeProposal>[1],
): Promise<Checked> {
  const report = judgeProposal(proposal, past);
  if (proposal.data.kind !== 'test') return { proposal, report };
  if (occurrence.class.carrier === 'none') return { proposal, report, trial: 'no-version' };
  const [file] = proposal.data.files;
  let holds = true;
  for (let n = 0; n < times && holds; n += 1) {
    const onBad = await runTestFile(file?.content ?? '', previewOf(occurrence));
    const onGood = await runTestFile(file?.content ?? '', goodPreview);
    holds = onBad.length > 0 && onGood.length === 0;
  }
  return { proposal, report, trial: holds ? 'held' : 'passed-on-bad' };
}

function inForce(accepted: readonly Proposed[], record: Recorder): Guards {
  const rules = accepted
    .filter(({ data }) => data.kind === 'alert')
    .map((one): AppliedRules => ({ guard: appliedOf(one), file: rulesIn(one.data.files) }));
  return {
    ramps: accepted.filter(({ data }) => data.kind === 'flag-default').flatMap(rampOf),
    tests: accepted.filter(({ data }) => data.kind === 'test').map(testOf),
    alerts: rules.length === 0 ? undefined : new RunningRules(rules, record),
  };
}

/** Reading a week of windows takes a moment, and several incidents of a service ask for them. */
function remembered<T>(read: (service: string) => T): (service: string) => T {
  const known = new Map<string, T>();
  return (service) => {
    const value = known.get(service) ?? read(service);
    known.set(service, value);
    return value;
  };
}

function appliedOf({ id, data }: Proposed): Applied {
  return {
    id,
    proposer: data.proposer,
    title: data.title,
    service: data.service.id,
    taughtBy: data.incident,
  };
}

/** The policy stands for the next change of its kind, as the proposal says. */
function rampOf(proposal: Proposed): RampInForce[] {
  const file = proposal.data.files.find(({ path }) => path.endsWith('.ramp.json'));
  if (!file) return [];
  const { steps, guards, onAnomaly, flag } = JSON.parse(file.content) as RampPolicy;
  const of = /-[vc]\d+$/.test(flag) ? 'deployment' : 'flag';
  return [{ ...appliedOf(proposal), of, steps, guards, onAnomaly }];
}

function testOf(proposal: Proposed): PreviewTest {
  const [file] = proposal.data.files;
  return {
    ...appliedOf(proposal),
    fails: async (preview) => (await runTestFile(file?.content ?? '', preview)).length > 0,
  };
}

function caseEvent(subject: string, data: LearntCase['assembled'], at: number): Event {
  return stateEvent(
    { name: 'case.assembled', subject, data },
    {
      id: derivedId('case', subject),
      source: '/hormesis/learning',
      time: new Date(at).toISOString(),
      correlationId: subject,
    },
  );
}
