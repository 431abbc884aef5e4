import type { FailureClassSummary } from '@hormesis/api';
import { useState } from 'react';
import { correctClass } from '../api/learning-commands.js';
import { CommandForm } from '../ui/command-form.js';
import { Dialog } from '../ui/dialog.js';
import { FieldRow, SelectInput, TextInput, TextLines } from '../ui/fields.js';
import { useCommand } from '../ui/use-command.js';
import { changeWord, failureWord } from './class-words.js';

type FailureClass = FailureClassSummary['class'];
type Props = { incident: string; was: FailureClass; isOpen: boolean; onClose: () => void };

const failures = ['errors', 'latency', 'silence', 'saturation', 'crash', 'correctness', 'unknown'] as const;
const changes = ['deployment', 'flag', 'config', 'dependency', 'none'] as const;

/** Puts an incident into another class of failure, with the reason. */
export function CorrectDialog({ incident, was, isOpen, onClose }: Props) {
  return (
    <Dialog title={`The class of ${incident}`} isOpen={isOpen} onClose={onClose}>
      <Fields incident={incident} was={was} onClose={onClose} />
    </Dialog>
  );
}

function Fields({ incident, was, onClose }: Omit<Props, 'isOpen'>) {
  const [form, setForm] = useState({ ...was, signature: was.signature ?? '', reason: '' });
  const [tried, setTried] = useState(false);
  const set = (patch: Partial<typeof form>) => setForm((before) => ({ ...before, ...patch }));
  const send = useCommand((body: Parameters<typeof correctClass>[1]) => correctClass(incident, body), {
    done: () => 'The class is corrected.',
    refresh: ['learning', 'cases', 'proposals', 'timeline'],
  });
  const wrong = (value: string, says: string) => (tried && value.trim() === '' ? says : undefined);
  return (
    <CommandForm
      confirm="Correct it"
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        const { reason, signature, ...rest } = form;
        if ([reason, rest.service, rest.metric].some((value) => value.trim() === '')) return undefined;
        return send.mutateAsync({
          class: { ...rest, signature: signature.trim() === '' ? null : signature.trim() },
          reason: reason.trim(),
        });
      }}
    >
      <p>
        Incidents with the same five parts are one class: they are counted together, and guards are held to
        them. The correction is kept as an event; what was before stays on record.
      </p>
      <FieldRow>
        <TextInput
          label="Service"
          value={form.service}
          onChange={(service) => set({ service })}
          wrong={wrong(form.service, 'Name the service.')}
        />
        <TextInput
          label="Signal"
          value={form.metric}
          onChange={(metric) => set({ metric })}
          wrong={wrong(form.metric, 'Name the signal.')}
        />
      </FieldRow>
      <FieldRow>
        <SelectInput
          label="How it fails"
          value={form.failure}
          options={failures.map((value) => ({ value, word: failureWord(value) }))}
          onChange={(failure) => set({ failure })}
        />
        <SelectInput
          label="What is behind it"
          value={form.change}
          options={changes.map((value) => ({ value, word: changeWord(value) }))}
          onChange={(change) => set({ change })}
        />
      </FieldRow>
      <TextInput
        label="Error signature"
        optional
        value={form.signature}
        onChange={(signature) => set({ signature })}
      />
      <TextLines
        label="Why?"
        value={form.reason}
        onChange={(reason) => set({ reason })}
        wrong={wrong(form.reason, 'Say why: it is kept with the event.')}
      />
    </CommandForm>
  );
}
