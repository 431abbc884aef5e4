import { derivedId } from '@hormesis/events';
import { type Answer, answerIn, exchange, type WebhookTarget, withPatience } from '@hormesis/executors';
import type { Drill } from '@hormesis/learning';

type Ordered = Exclude<Drill, { phase: 'none' }>;

const limits = { timeoutMs: 10_000, attemptMs: 4_000 };

/**
 * Asks the team’s injector, by signed webhooks (Standard Webhooks), to begin a drill and to stop it. The drill’s id makes
 * the work idempotent; a drill that was stopped must not begin any more.
 */
export class Injector {
  constructor(private readonly target: WebhookTarget) {}

  get address(): string {
    return this.target.url;
  }

  begin({ id, order, requestedAt }: Ordered): Promise<Answer> {
    const { service, environment, failure, metric, change, intensity, seconds, exemplar } = order;
    return this.ask(derivedId(id, 'begin'), {
      type: 'drill.requested',
      timestamp: requestedAt,
      data: {
        drill: id,
        service: service.id,
        environment: environment.id,
        failure,
        metric,
        change,
        intensity,
        seconds,
        ...(exemplar === undefined ? {} : { exemplar }),
      },
    });
  }

  stop({ id, order, requestedAt }: Ordered): Promise<Answer> {
    return this.ask(derivedId(id, 'stop'), {
      type: 'drill.stopping',
      timestamp: requestedAt,
      data: { drill: id, service: order.service.id, environment: order.environment.id },
    });
  }

  private ask(id: string, message: object): Promise<Answer> {
    const { target } = this;
    const secrets = [target.key.toString('base64'), target.key.toString('hex')];
    const body = JSON.stringify(message);
    return withPatience({ who: 'The injector', limits, secrets: () => secrets }, async (effort) => {
      const answer = answerIn(
        await exchange(effort, target, { id, url: new URL(target.url), method: 'POST', body }),
      );
      if (answer.kind === 'completed') return answer;
      const reason = answer.reason.replaceAll('The webhook', 'The injector');
      return { kind: answer.kind, reason };
    });
  }
}
