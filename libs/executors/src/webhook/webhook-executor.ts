import { derivedId } from '@hormesis/events';
import type { ActionRequest, Answer, Executor, Taking } from '../executor.js';
import { withPatience } from '../http/effort.js';
import { entryFor, inWords, type Place, placeOf } from '../place.js';
import { deliver, type WebhookTarget } from './deliver.js';
import { readBack } from './read-back.js';
import { webhookBody } from './webhook-body.js';

export type WebhookOptions = WebhookTarget & {
  name?: string;
  /** Only what concerns one of these; absent: everything. */
  places?: readonly Place[];
  /** The longest an action may take with all its retries, milliseconds. */
  timeoutMs: number;
};

const howToConfigure =
  'No rollback webhook is configured. Set HORMESIS_ROLLBACK_WEBHOOK_URL and HORMESIS_ROLLBACK_WEBHOOK_SECRET, start the guardian again and approve the action.';

/**
 * Asks a receiver of the team's, by a signed webhook (Standard Webhooks), to carry an action out. The id of the request's
 * event is the webhook's id: the same for all its attempts, another one when a person approves the action again. What
 * makes the work itself idempotent is the action's id, in the body.
 */
export class WebhookExecutor implements Executor {
  readonly oneAtATime = true;
  readonly name: string;

  constructor(private readonly options: WebhookOptions | undefined) {
    this.name = options?.name ?? 'webhook';
  }

  async takes(request: ActionRequest): Promise<Taking> {
    const { options } = this;
    if (!options) return { mine: false, because: howToConfigure };
    const place = placeOf(request);
    if (!options.places || entryFor(options.places, place)) return { mine: true };
    const because = `The webhook ${this.name} is not for ${inWords(place)}: add it to "places" in HORMESIS_EXECUTORS_FILE.`;
    return { mine: false, because };
  }

  execute(request: ActionRequest): Promise<Answer> {
    return this.ask(request.id, webhookBody(request, 'action.requested'));
  }

  undo(request: ActionRequest): Promise<Answer> {
    return this.ask(derivedId(request.id, 'undo'), webhookBody(request, 'action.undoing'));
  }

  private async ask(id: string, body: string): Promise<Answer> {
    const { options } = this;
    if (!options) return { kind: 'refused', reason: howToConfigure };
    const { timeoutMs, key } = options;
    const secrets = [key.toString('base64'), key.toString('hex')];
    let status: URL | undefined;
    return withPatience(
      { who: 'The webhook', limits: { timeoutMs }, secrets: () => secrets },
      async (effort): Promise<Answer> => {
        if (status === undefined) {
          const said = await deliver(effort, options, id, body);
          if (said.kind !== 'underway') return said;
          status = said.status;
        }
        return readBack(effort, options, id, status);
      },
    );
  }
}
