import { z } from 'zod';
import type { FactsOf } from '../change-facts.js';
import type { ActionRequest, Answer, Check, Executor, Taking } from '../executor.js';
import { saidIn } from '../http/api.js';
import { type Effort, type Limits, withPatience } from '../http/effort.js';
import { Failed, NotYet, TryAgain } from '../http/outcome-errors.js';
import { entryFor, inWords, type Place, placeOf } from '../place.js';
import { checkRepositories } from './check-repositories.js';
import { GitHub } from './github.js';
import type { GitHubAccess } from './github-access.js';
import { type GitHubRepository, previousRef } from './repository-of.js';

export type GitHubDeploymentOptions = {
  name: string;
  limits: Limits;
  access: GitHubAccess;
  factsOf: FactsOf;
  repositories: readonly (GitHubRepository & Place & { deployEnvironment?: string; task: string })[];
  /** How long to wait before the statuses are read again, milliseconds. Default 2,000. */
  pollMs?: number;
};

const deployment = z.object({ id: z.number(), ref: z.string(), payload: z.unknown() });
const ours = z.object({ hormesis: z.object({ action: z.string() }) });
const status = z.object({
  state: z.string(),
  description: z.string().nullish(),
  log_url: z.string().nullish(),
});

/**
 * Rolls back by asking GitHub for a deployment of the version before (docs.github.com/rest/deployments). Whatever deploys
 * from there, a workflow on `deployment` for example, does it and writes the statuses that are read back. The action's
 * id is in the payload, so the same action asks once.
 */
export class GitHubDeployment implements Executor {
  readonly oneAtATime = true;
  readonly name: string;

  constructor(private readonly options: GitHubDeploymentOptions) {
    this.name = options.name;
  }

  async takes(request: ActionRequest): Promise<Taking> {
    if (request.data.target.kind !== 'rollback') return { mine: false };
    if (!this.repositoryOf(request)) return { mine: false, because: this.unknown(request) };
    if ((await this.refOf(request)) !== undefined) return { mine: true };
    const because = `GitHub (${this.name}) cannot deploy the version before: nobody told which it was. Send previousVersion in deployment events.`;
    return { mine: false, because };
  }

  async execute(request: ActionRequest): Promise<Answer> {
    const taking = await this.takes(request);
    if (!taking.mine) return { kind: 'refused', reason: taking.because ?? this.unknown(request) };
    const ref = (await this.refOf(request)) ?? '';
    const { limits, access } = this.options;
    return withPatience({ who: 'GitHub', limits, secrets: () => access.secrets() }, async (effort) => {
      const found = (await this.find(effort, request)) ?? (await this.create(effort, request, ref));
      return this.readBack(effort, request, found);
    });
  }

  check(): Promise<Check> {
    return checkRepositories(this.options.access, this.options.repositories);
  }

  private async find(
    effort: Effort,
    request: ActionRequest,
  ): Promise<z.infer<typeof deployment> | undefined> {
    const { github, environment, task } = this.at(request);
    const query = new URLSearchParams({ environment, task, per_page: '100' });
    const recent = await github.get(effort, `/deployments?${query}`, z.array(deployment));
    return recent.find(({ payload }) => actionIn(payload) === request.subject);
  }

  private async create(effort: Effort, request: ActionRequest, ref: string) {
    const { github, environment, task } = this.at(request);
    const { incident, reason } = request.data;
    const reply = await github.call(effort, {
      method: 'POST',
      path: '/deployments',
      body: {
        ref,
        task,
        environment,
        auto_merge: false,
        required_contexts: [],
        description: `Hormesis ${request.subject}: ${reason}`.slice(0, 140),
        payload: { hormesis: { action: request.subject, incident } },
      },
      expected: [409],
    });
    if (reply.status === 409) throw new TryAgain(`GitHub answered HTTP 409 (${saidIn(reply.body)})`);
    return github.read(deployment, reply);
  }

  private async readBack(
    effort: Effort,
    request: ActionRequest,
    { id, ref }: z.infer<typeof deployment>,
  ): Promise<Answer> {
    const { github, environment } = this.at(request);
    const what = `deployment ${id} of ${ref} to ${environment} (${github.repository})`;
    const [newest] = await github.get(effort, `/deployments/${id}/statuses?per_page=1`, z.array(status));
    const said = [newest?.description, newest?.log_url].filter(Boolean).join(', ');
    const state = newest?.state ?? 'pending';
    if (state === 'success' || state === 'inactive')
      return { kind: 'completed', detail: `GitHub ${what} succeeded.` };
    if (state === 'failure' || state === 'error') {
      throw new Failed(`GitHub ${what} ended with ${state}${said ? `: ${said}` : ''}.`);
    }
    throw new NotYet(`${what} is ${state}`, this.options.pollMs ?? 2_000);
  }

  private at(request: ActionRequest) {
    const found = this.repositoryOf(request);
    if (!found) throw new Error(`no repository for ${request.subject}`);
    return {
      github: new GitHub(this.options.access, found.repository),
      environment: found.deployEnvironment ?? placeOf(request).environment,
      task: found.task,
    };
  }

  private async refOf(request: ActionRequest): Promise<string | undefined> {
    const { target } = request.data;
    const repository = this.repositoryOf(request);
    if (target.kind !== 'rollback' || !repository) return undefined;
    return previousRef(repository, await this.options.factsOf(request), target.toVersion);
  }

  private repositoryOf(request: ActionRequest) {
    return entryFor(this.options.repositories, placeOf(request));
  }

  private unknown(request: ActionRequest): string {
    return `GitHub (${this.name}) has no repository for ${inWords(placeOf(request))}: add it to "repositories" in HORMESIS_EXECUTORS_FILE.`;
  }
}

/** GitHub gives a payload back as it came: an object, or a text that holds one. */
function actionIn(payload: unknown): string | undefined {
  const value = typeof payload === 'string' ? parsed(payload) : payload;
  const read = ours.safeParse(value);
  return read.success ? read.data.hormesis.action : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
