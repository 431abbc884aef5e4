import { z } from 'zod';

/** Something that the audit of the log has found and that does not fit. */
export const auditFinding = z
  .object({
    id: z.number().int(),
    kind: z
      .enum([
        'missing',
        'doubled',
        'different',
        'trimmed',
        'beyond-head',
        'stands-still',
        'no-checkpoint',
        'log-missing',
        'log-changed',
        'log-shrunk',
      ])
      .meta({ description: 'What is wrong; those that begin with `log-` are faults of the log itself.' }),
    projection: z.string().nullable().meta({ description: 'Projection or reaction; null: the log itself.' }),
    build: z.number().int().nullable(),
    topic: z.string(),
    partition: z.number().int(),
    from: z.number().int().meta({ description: 'The first offset concerned.' }),
    to: z.number().int().meta({ description: 'The offset after the last one concerned.' }),
    exact: z.boolean().meta({ description: 'It is just these records; otherwise it is some of them.' }),
    expected: z.number().int().meta({ description: 'How many records there should be.' }),
    actual: z.number().int().meta({ description: 'How many there are.' }),
    detail: z.string(),
    remedy: z.string().meta({ description: 'What to do.' }),
    foundAt: z.string(),
    seenAt: z.string(),
  })
  .meta({ id: 'AuditFinding' });
export type AuditFinding = z.infer<typeof auditFinding>;

/** Where a projection or reaction stands on a partition, and how far it was compared with the log. */
const auditedKeeper = z.object({
  name: z.string(),
  build: z.number().int(),
  topic: z.string(),
  partition: z.number().int(),
  position: z.number().int().meta({ description: 'The next offset that it takes in.' }),
  audited: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'The offset up to which it was compared; null: not yet.' }),
  comparedAt: z.string().nullable(),
});

/** What the audit has compared, and what it has found that nobody has acknowledged. */
export const audit = z
  .object({
    comparedAt: z
      .string()
      .nullable()
      .meta({ description: 'When everybody had been compared; null: not yet.' }),
    behind: z.number().int().meta({ description: 'Records that the audit has still to read.' }),
    keepers: z.array(auditedKeeper),
    findings: z.array(auditFinding),
  })
  .meta({ id: 'Audit' });
export type Audit = z.infer<typeof audit>;
