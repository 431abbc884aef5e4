import { derivedId } from '@hormesis/events';
import type { ActionRequest, Answer, Executor, Taking } from '../executor.js';
import { type Limits, withPatience } from '../http/effort.js';
import { entryFor, inWords, type Place, placeOf } from '../place.js';
import { deliver, type WebhookTarget } from './deliver.js';
import { readBack } from './read-back.js';
import { webhookBody } from './webhook-body.js';

export type WebhookOptions = WebhookTarget &
  Limits & {
    name?: string;
    /** Only what concerns one of these; absent: everything. */
    places?: readonly Place[];
    /** How long to wait before a status address is asked again that does not say so itself, milliseconds. Default 1,000. */
    pollMs?: number;
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

  get isConfigured(): boolean {
    return this.options !== undefined;
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
    return this.ask(request, request.id, 'action.requested');
  }

  undo(request: ActionRequest): Promise<Answer> {
    return this.ask(request, derivedId(request.id, 'undo'), 'action.undoing');
  }

  private async ask(
    request: ActionRequest,
    id: string,
    what: 'action.requested' | 'action.undoing',
  ): Promise<Answer> {
    const taking = await this.takes(request);
    const { options } = this;
    if (!options || !taking.mine) {
      return { kind: 'refused', reason: (taking.mine ? undefined : taking.because) ?? howToConfigure };
    }
    const { key, pollMs = 1_000 } = options;
    const secrets = [key.toString('base64'), key.toString('hex')];
    const body = webhookBody(request, what);
    let status: URL | undefined;
    return withPatience(
      { who: 'The webhook', limits: options, secrets: () => secrets },
      async (effort): Promise<Answer> => {
        if (status === undefined) {
          const said = await deliver(effort, options, id, body);
          if (said.kind !== 'underway') return said;
          status = said.status;
        }
        return readBack(effort, options, { id, status, pollMs });
      },
    );
  }
}
