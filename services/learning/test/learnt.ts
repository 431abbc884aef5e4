import { type Event, isEvent } from '@hormesis/events';
import { kindOfProposer } from '@hormesis/learning';
import { expect } from 'vitest';
import type { startLearning } from './start-learning.js';

/** Each proposer answers: it proposes or withholds. */
export const answeredBy = Object.keys(kindOfProposer).length;

export const proposalsOf = (events: readonly Event[]) =>
  events.filter((event) => isEvent(event, 'proposal.proposed'));

/** What the learning service has made of an incident, and how it is talked to. */
export function learnt(learning: Awaited<ReturnType<typeof startLearning>>) {
  const learnedFrom = async (incident: string) =>
    (await learning.learned()).filter(({ correlationId }) => correlationId === incident);
  const answersTo = async (incident: string) =>
    (await learnedFrom(incident)).filter((event) => isEvent(event, 'proposal.proposed', 'proposal.withheld'));
  const send = async (method: 'POST' | 'PUT', path: string, body: unknown, secret = 'ops-secret') => {
    const response = await fetch(`${learning.url()}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  return {
    learnedFrom,
    answersTo,
    casesOf: async (incident: string) =>
      (await learnedFrom(incident)).filter((event) => isEvent(event, 'case.assembled')),
    allAnswers: async (incident: string) => {
      await expect.poll(async () => (await answersTo(incident)).length, { timeout: 20_000 }).toBe(answeredBy);
    },
    send,
    post: (path: string, body: unknown, secret?: string) => send('POST', path, body, secret),
  };
}
