import type { Policy } from '@hormesis/api';
import type { PolicyChange } from '../../api/policy-commands.js';

/** What the fields of the dialog hold, as typed. */
export type RuleForm = Pick<
  Policy,
  'service' | 'environment' | 'changeKind' | 'rung' | 'pinned' | 'earn' | 'dryRun'
> & { precision: string; cap: string; reason: string };

/** The fields for a rule as it is, or for a new one. */
export function ruleForm(rule: Policy | undefined, otherwise: Policy['rung']): RuleForm {
  return {
    service: rule?.service ?? '*',
    environment: rule?.environment ?? '*',
    changeKind: rule?.changeKind ?? '*',
    rung: rule?.suggested ?? rule?.rung ?? otherwise,
    pinned: rule?.pinned ?? false,
    earn: rule?.earn ?? 'ask',
    dryRun: rule?.dryRun ?? false,
    precision: String(Math.round((rule?.precision ?? 0.8) * 100)),
    cap: rule?.cap == null ? '' : String(rule.cap),
    reason: '',
  };
}

type Wrong = Partial<Record<'precision' | 'cap' | 'reason', string>>;

/** The command that the fields say; absent, with what is wrong, where they say none. */
export function ruleChange(form: RuleForm): { change?: PolicyChange; wrong: Wrong } {
  const { precision, cap, reason, ...rest } = form;
  const percent = Number(precision);
  const most = cap.trim() === '' ? null : Number(cap);
  const wrong: Wrong = {
    ...(percent >= 50 && percent <= 99 ? {} : { precision: 'From 50 to 99.' }),
    ...(most === null || (Number.isInteger(most) && most >= 1) ? {} : { cap: 'A whole number from 1.' }),
    ...(reason.trim() === '' ? { reason: 'Say why: it is kept with the event.' } : {}),
  };
  if (Object.keys(wrong).length > 0) return { wrong };
  const place = {
    service: form.service.trim() || '*',
    environment: form.environment.trim() || '*',
    reason: reason.trim(),
  };
  return { wrong, change: { ...rest, ...place, precision: percent / 100, cap: most } };
}
