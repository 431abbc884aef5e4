import { useState } from 'react';
import { placeMark } from '../../api/policy-commands.js';
import { CommandForm } from '../../ui/command-form.js';
import { Dialog } from '../../ui/dialog.js';
import { FieldRow, TextInput, TextLines } from '../../ui/fields.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './policy.module.css';

type Props = { isOpen: boolean; onClose: () => void };

/** Marks a version of a service as not to be rolled back. */
export function MarkDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog title="Mark what must not be rolled back" isOpen={isOpen} onClose={onClose}>
      <Fields onClose={onClose} />
    </Dialog>
  );
}

function Fields({ onClose }: Pick<Props, 'onClose'>) {
  const [form, setForm] = useState({ service: '', environment: '*', version: '', reason: '' });
  const [tried, setTried] = useState(false);
  const set = (patch: Partial<typeof form>) => setForm((before) => ({ ...before, ...patch }));
  const send = useCommand(placeMark, { done: () => 'Marked.', refresh: ['policy', 'timeline'] });
  const service = form.service.trim();
  const reason = form.reason.trim();
  return (
    <CommandForm
      confirm="Mark it"
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (service === '' || reason === '') return undefined;
        const version = form.version.trim();
        const environment = form.environment.trim() || '*';
        return send.mutateAsync({ service, environment, reason, ...(version === '' ? {} : { version }) });
      }}
    >
      <p className={styles.quiet}>
        A rollback of it, or one that would take it along, is recommended at most. A flag can still be turned
        off.
      </p>
      <FieldRow>
        <TextInput
          label="Service"
          value={form.service}
          onChange={(value) => set({ service: value })}
          wrong={tried && service === '' ? 'Say which.' : undefined}
        />
        <TextInput
          label="Environment"
          value={form.environment}
          onChange={(environment) => set({ environment })}
          help="* for all"
        />
        <TextInput
          label="Version"
          optional
          value={form.version}
          onChange={(version) => set({ version })}
          help="Empty: every version"
        />
      </FieldRow>
      <TextLines
        label="Why?"
        value={form.reason}
        onChange={(value) => set({ reason: value })}
        wrong={tried && reason === '' ? 'Say why: it stands on what is recommended instead.' : undefined}
      />
    </CommandForm>
  );
}
