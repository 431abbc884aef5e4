import { parse } from 'yaml';
import { z } from 'zod';

const rule = z.looseObject({
  alert: z.string().min(1).optional(),
  record: z.string().min(1).optional(),
  expr: z.union([z.string().min(1), z.number()]),
  labels: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
const ruleFile = z.looseObject({
  groups: z.array(z.looseObject({ name: z.string().min(1), rules: z.array(rule) })).min(1),
});

/** The label by which a rule of a proposal is known wherever it runs. */
export const proposalLabel = 'hormesis_proposal';

/**
 * Why a file must not be put before Prometheus: one bad file keeps it from loading all the others. Whether the
 * expressions are right is for promtool to say; that is asked before a proposal counts as backtested.
 */
export function faultOfRules(text: string, proposal: string): string | undefined {
  let read: unknown;
  try {
    read = parse(text);
  } catch (error) {
    return `it is no YAML (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
  }
  const { data, error } = ruleFile.safeParse(read);
  if (error) {
    const [issue] = error.issues;
    return `it is no rule file: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`;
  }
  const alerts = data.groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);
  if (alerts.length === 0) return 'it has no alert';
  const strange = alerts.find(({ labels }) => labels?.[proposalLabel] !== proposal);
  if (strange) {
    return `its alert ${strange.alert} lacks the label ${proposalLabel}: ${proposal}, by which it is seen to be loaded`;
  }
  return undefined;
}
