import type { ActionTarget } from '../incident.js';

type Ranking = {
  data: {
    anomaly: string;
    supersedes?: string | undefined;
    candidates: readonly { change: { eventId: string } | null }[];
  };
};
type Action = { name: string; subject: string; data: { target: ActionTarget; change?: string | undefined } };

/** What shows best that somebody stood by a ranking comes first. */
const deciding = ['action.completed', 'action.requested', 'action.recommended'];

/**
 * Which of an incident's rankings says what it is attributed to: the one behind a completed, requested or recommended
 * action; else the first that suspects a change most; else the last. So a second anomaly, which the answer to the first
 * may have set off, does not erase what was found. A ranking that was made again does not count any more. Both lists by
 * time.
 */
export function decisiveRanking<R extends Ranking>(
  all: readonly R[],
  actions: readonly Action[],
): R | undefined {
  const rankings = all.filter(
    ({ data }, n) => !all.slice(n + 1).some((later) => isAgain(later, data.anomaly)),
  );
  for (const name of deciding) {
    const changes = actions.filter((action) => action.name === name).map(changeOf(actions));
    const behind = rankings.find((ranking) => isAmong(changes, suspectOf(ranking)));
    if (behind) return behind;
  }
  return rankings.find((ranking) => suspectOf(ranking) !== undefined) ?? rankings.at(-1);
}

function isAgain({ data }: Ranking, anomaly: string): boolean {
  return data.supersedes !== undefined && data.anomaly === anomaly;
}

function isAmong(changes: readonly (string | undefined)[], suspect: string | undefined): boolean {
  return suspect !== undefined && changes.includes(suspect);
}

function suspectOf({ data }: Ranking): string | undefined {
  return data.candidates[0]?.change?.eventId;
}

/** The change that an action takes back; of one that is done the request said it. `undefined`: nobody said it. */
function changeOf(actions: readonly Action[]) {
  return ({ subject }: Action): string | undefined =>
    actions.findLast((other) => other.subject === subject && other.data.change !== undefined)?.data.change;
}
