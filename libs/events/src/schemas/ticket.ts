import { z } from 'zod';
import { defineEvent } from '../catalogue/define-event.js';

const base = {
  vocabulary: 'cdevents',
  version: '0.2.0',
  topic: 'hormesis.changes',
  custom: z.object({}),
} as const;

const ticket = {
  summary: z.string().optional(),
  ticketType: z
    .string()
    .optional()
    .meta({ description: '`bug`, `enhancement`, `incident`, `task`, `question`, or other.' }),
  group: z.string().optional(),
  creator: z.string().min(1).optional(),
  assignees: z.array(z.string()).optional(),
  priority: z.string().optional().meta({ description: '`low`, `medium`, `high`, or other.' }),
  labels: z.array(z.string()).optional(),
  milestone: z.string().optional(),
  uri: z.string().min(1),
};
const updatedBy = z.string().optional();

export const ticketCreated = defineEvent({
  ...base,
  name: 'ticket.created',
  description: 'A ticket was written.',
  content: z.object({ ...ticket, summary: z.string(), creator: z.string().min(1) }),
});

export const ticketUpdated = defineEvent({
  ...base,
  name: 'ticket.updated',
  description: 'A ticket changed.',
  content: z.object({ ...ticket, updatedBy }),
});

export const ticketClosed = defineEvent({
  ...base,
  name: 'ticket.closed',
  description: 'A ticket was closed.',
  content: z.object({
    ...ticket,
    updatedBy,
    resolution: z.string().min(1).meta({ description: '`completed`, `withdrawn`, `duplicate`, or other.' }),
  }),
});
