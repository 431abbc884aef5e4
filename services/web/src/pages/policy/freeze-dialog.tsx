import { useState } from 'react';
import { declareFreeze } from '../../api/policy-commands.js';
import { CommandForm } from '../../ui/command-form.js';
import { Dialog } from '../../ui/dialog.js';
import { FieldRow, SelectInput, TextInput, TextLines } from '../../ui/fields.js';
import { useCommand } from '../../ui/use-command.js';
import { emptyFreeze, type FreezeForm, freezeOf } from './freeze-form.js';
import styles from './policy.module.css';

const kinds = [
  { value: 'until', word: 'from now on' },
  { value: 'weekly', word: 'a part of each week' },
] as const;

type Props = { isOpen: boolean; onClose: () => void };

/** Declares when the guardian recommends instead of acting. */
export function FreezeDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog title="Declare a freeze" isOpen={isOpen} onClose={onClose}>
      <Fields onClose={onClose} />
    </Dialog>
  );
}

function Fields({ onClose }: Pick<Props, 'onClose'>) {
  const [form, setForm] = useState(() => emptyFreeze(Intl.DateTimeFormat().resolvedOptions().timeZone));
  const [tried, setTried] = useState(false);
  const set = (patch: Partial<FreezeForm>) => setForm((before) => ({ ...before, ...patch }));
  const { freeze, wrong } = freezeOf(form);
  const said = tried ? wrong : {};
  const send = useCommand(declareFreeze, {
    done: () => 'The freeze is declared.',
    refresh: ['policy', 'timeline'],
  });
  return (
    <CommandForm
      confirm="Declare it"
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        return freeze && send.mutateAsync(freeze);
      }}
    >
      <p className={styles.quiet}>
        In a freeze the guardian watches as ever, and recommends instead of acting.
      </p>
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
      </FieldRow>
      <SelectInput label="When" value={form.kind} options={kinds} onChange={(kind) => set({ kind })} />
      {form.kind === 'until' ? (
        <TextInput
          label="Until (UTC)"
          type="datetime-local"
          optional
          value={form.until}
          onChange={(until) => set({ until })}
          help="Empty: until somebody lifts it."
          wrong={said.until}
        />
      ) : (
        <FieldRow>
          <TextInput label="From" value={form.from} onChange={(from) => set({ from })} wrong={said.from} />
          <TextInput label="To" value={form.to} onChange={(to) => set({ to })} wrong={said.to} />
          <TextInput label="Time zone" value={form.timeZone} onChange={(timeZone) => set({ timeZone })} />
        </FieldRow>
      )}
      <TextLines
        label="Why?"
        value={form.reason}
        onChange={(reason) => set({ reason })}
        wrong={said.reason}
      />
    </CommandForm>
  );
}
