import type { Policies, Policy } from '@hormesis/api';
import { useState } from 'react';
import { changePolicy } from '../../api/policy-commands.js';
import { CommandForm } from '../../ui/command-form.js';
import { Dialog } from '../../ui/dialog.js';
import { CheckInput, FieldRow, SelectInput, TextInput, TextLines } from '../../ui/fields.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './policy.module.css';
import { placeWords } from './policy-words.js';
import { type RuleForm, ruleChange, ruleForm } from './rule-form.js';
import { RungChoice } from './rung-choice.js';

const kinds = [
  { value: '*', word: 'all kinds' },
  { value: 'deployment', word: 'deployments' },
  { value: 'flag', word: 'flags' },
  { value: 'config', word: 'configuration' },
] as const;
const earns = [
  { value: 'ask', word: 'suggested' },
  { value: 'automatic', word: 'taken at once' },
] as const;

type RuleDialogProps = {
  /** The rule that is set; absent: a new one. */
  rule: Policy | undefined;
  known: Policies;
  isOpen: boolean;
  onClose: () => void;
};

/** Sets how far the guardian may go, for a rule that is there or a new one. */
export function RuleDialog({ rule, known, isOpen, onClose }: RuleDialogProps) {
  return (
    <Dialog title={rule ? 'Change the rung' : 'Add a rule'} isOpen={isOpen} onClose={onClose}>
      <Fields rule={rule} known={known} onClose={onClose} />
    </Dialog>
  );
}

function Fields({ rule, known, onClose }: Omit<RuleDialogProps, 'isOpen'>) {
  const [form, setForm] = useState(() => ruleForm(rule, known.default));
  const [tried, setTried] = useState(false);
  const set = (patch: Partial<RuleForm>) => setForm((before) => ({ ...before, ...patch }));
  const { change, wrong } = ruleChange(form);
  const send = useCommand(changePolicy, {
    done: (sent) => `${placeWords(sent)}: ${sent.rung}.`,
    refresh: ['policy', 'timeline'],
  });
  const said = tried ? wrong : {};
  return (
    <CommandForm
      confirm={rule ? 'Change it' : 'Add the rule'}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        return change && send.mutateAsync(change);
      }}
    >
      {rule ? (
        <p className={styles.place}>{placeWords(rule)}</p>
      ) : (
        <FieldRow>
          <TextInput
            label="Service"
            value={form.service}
            onChange={(service) => set({ service })}
            help="* for all"
          />
          <TextInput
            label="Environment"
            value={form.environment}
            onChange={(environment) => set({ environment })}
            help="* for all"
          />
          <SelectInput
            label="Changes"
            value={form.changeKind}
            options={kinds}
            onChange={(changeKind) => set({ changeKind })}
          />
        </FieldRow>
      )}
      <RungChoice value={form.rung} earned={rule?.suggested ?? null} onChange={(rung) => set({ rung })} />
      <div className={styles.checks}>
        <CheckInput
          label="Pinned: the rung is neither earned nor lost"
          checked={form.pinned}
          onChange={(pinned) => set({ pinned })}
        />
        <CheckInput
          label="Dry run: it only says what it would have done"
          checked={form.dryRun}
          onChange={(dryRun) => set({ dryRun })}
        />
      </div>
      <FieldRow>
        <TextInput
          label="Right at least, %"
          type="number"
          value={form.precision}
          onChange={(precision) => set({ precision })}
          wrong={said.precision}
        />
        <TextInput
          label="Most an hour"
          optional
          type="number"
          value={form.cap}
          onChange={(cap) => set({ cap })}
          wrong={said.cap}
        />
        <SelectInput
          label="An earned rung is"
          value={form.earn}
          options={earns}
          onChange={(earn) => set({ earn })}
        />
      </FieldRow>
      <TextLines
        label="Why?"
        value={form.reason}
        onChange={(reason) => set({ reason })}
        wrong={said.reason}
        help="It is kept with the event. With a new rung the record begins anew."
      />
    </CommandForm>
  );
}
