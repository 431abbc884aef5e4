import type { ChangeFacts, FactsOf } from '../change-facts.js';
import type { ActionRequest, Answer, Check, Executor, Taking } from '../executor.js';
import { type Effort, type Failure, type Limits, withPatience } from '../http/effort.js';
import { entryFor, inWords, type Place, placeOf } from '../place.js';
import { checkRepositories } from './check-repositories.js';
import { GitHub } from './github.js';
import type { GitHubAccess } from './github-access.js';
import { type FlagFile, openFlagChange } from './open-flag-change.js';
import { openRevert, type Proposed } from './open-revert.js';
import { pullRequestFrom } from './pull-requests.js';
import type { GitHubRepository } from './repository-of.js';

export type GitHubRevertOptions = {
  name: string;
  limits: Limits;
  access: GitHubAccess;
  factsOf: FactsOf;
  repositories: readonly GitHubRepository[];
  /** Where the flags of an environment are defined. */
  flagFiles: readonly (FlagFile & Pick<Place, 'environment'>)[];
};

/**
 * Makes Git agree with what was done: a pull request that reverts the bad version, or turns the flag off in its file. It
 * changes nothing for users, so as an executor it is the last resort; after any other one it is the follow-up.
 */
export class GitHubRevert implements Executor {
  readonly oneAtATime = true;
  readonly name: string;

  constructor(private readonly options: GitHubRevertOptions) {
    this.name = options.name;
  }

  async takes(request: ActionRequest): Promise<Taking> {
    const { kind } = request.data.target;
    if (kind === 'pause') return { mine: false };
    if (this.repositoryFor(request)) return { mine: true };
    const list = kind === 'kill' ? '"flagFiles"' : '"repositories"';
    const because = `GitHub (${this.name}) has no repository for ${inWords(placeOf(request))}: add it to ${list} in HORMESIS_EXECUTORS_FILE.`;
    return { mine: false, because };
  }

  async execute(request: ActionRequest): Promise<Answer> {
    const proposed = await this.propose(request);
    if (proposed.kind === 'failed' || proposed.kind === 'refused') return proposed;
    if (proposed.kind === 'agrees') return { kind: 'completed', changed: false, detail: proposed.detail };
    const { html_url: url, merged_at: merged } = proposed.pullRequest;
    const detail = merged
      ? `${url} is merged.`
      : `${url} is open: users have the change until it is merged and deployed.`;
    return { kind: 'completed', changed: false, detail };
  }

  check(): Promise<Check> {
    return checkRepositories(this.options.access, [...this.options.repositories, ...this.options.flagFiles]);
  }

  /** `owner/name` of where the action’s counterpart in Git belongs; `undefined`: nowhere that we know. */
  repositoryFor(request: ActionRequest): string | undefined {
    return (this.flagFileFor(request) ?? this.sourceFor(request))?.repository;
  }

  /** Opens the pull request, or finds the one that is there. */
  async propose(request: ActionRequest): Promise<Proposed | Failure | { kind: 'refused'; reason: string }> {
    const taking = await this.takes(request);
    if (!taking.mine)
      return { kind: 'refused', reason: taking.because ?? 'GitHub reverts deployments and flags only.' };
    const facts = await this.options.factsOf(request);
    const { limits, access } = this.options;
    return withPatience({ who: 'GitHub', limits, secrets: () => access.secrets() }, (effort) =>
      this.open(effort, request, facts),
    );
  }

  /** How the pull request of an action stands. */
  async standing(
    repository: string,
    branch: string,
  ): Promise<{ kind: 'open' | 'closed' | 'merged' | 'none' } | Failure> {
    const { limits, access } = this.options;
    const github = new GitHub(access, repository);
    return withPatience({ who: 'GitHub', limits, secrets: () => access.secrets() }, async (effort) => {
      const known = await pullRequestFrom(github, effort, branch);
      if (!known) return { kind: 'none' as const };
      return { kind: known.merged_at ? ('merged' as const) : known.state };
    });
  }

  private open(effort: Effort, request: ActionRequest, facts: ChangeFacts): Promise<Proposed> {
    const { target } = request.data;
    const file = this.flagFileFor(request);
    if (file && target.kind === 'kill') {
      const github = new GitHub(this.options.access, file.repository);
      return openFlagChange(github, effort, { file, flag: target.flag, request });
    }
    const repository = this.sourceFor(request);
    if (!repository) throw new Error(`no repository for ${request.subject}`);
    return openRevert(new GitHub(this.options.access, repository.repository), effort, {
      repository,
      request,
      facts,
    });
  }

  private flagFileFor(request: ActionRequest): FlagFile | undefined {
    if (request.data.target.kind !== 'kill') return undefined;
    const { environment } = placeOf(request);
    const { flagFiles } = this.options;
    return (
      flagFiles.find((file) => file.environment === environment) ??
      flagFiles.find((file) => file.environment === '*')
    );
  }

  private sourceFor(request: ActionRequest): GitHubRepository | undefined {
    if (request.data.target.kind !== 'rollback') return undefined;
    return entryFor(this.options.repositories, placeOf(request));
  }
}
