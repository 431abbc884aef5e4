import { z } from 'zod';

/** The version of the CDEvents specification that is written. */
export const specVersion = '0.5.1';

/** A CDEvent in JSON, before its content is looked at. */
export const cdEvent = z.looseObject({
  context: z.looseObject({
    id: z.string().optional(),
    source: z.string().optional(),
    type: z.string().optional(),
    timestamp: z.string().optional(),
    schemaUri: z.string().optional(),
    chainId: z.string().optional(),
    links: z.array(z.unknown()).optional(),
  }),
  subject: z.looseObject({
    id: z.string().min(1),
    source: z.string().optional(),
    content: z.record(z.string(), z.unknown()).default({}),
  }),
  customData: z.unknown().optional(),
  customDataContentType: z.string().optional(),
});
export type CdEvent = z.infer<typeof cdEvent>;

/** A CDEvent in JSON as it is written. */
export type CdEventJson = {
  context: {
    specversion: typeof specVersion;
    id: string;
    source: string;
    type: string;
    timestamp: string;
    schemaUri?: string;
    chainId?: string;
    links?: readonly unknown[];
  };
  subject: { id: string; source?: string; content: Record<string, unknown> };
  customData?: unknown;
  customDataContentType?: string;
};

/** Whether a JSON value claims to be a CDEvent. */
export function looksLikeCdEvent(value: unknown): value is { context: Record<string, unknown> } {
  if (typeof value !== 'object' || value === null) return false;
  const { context, subject } = value as Record<string, unknown>;
  return typeof context === 'object' && context !== null && typeof subject === 'object' && subject !== null;
}
