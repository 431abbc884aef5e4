import type { Flag } from '@hormesis/api';
import { useState } from 'react';
import { scheduleRamp } from '../../api/ramp-commands.js';
import { CommandForm } from '../../ui/command-form.js';
import { FieldRow, SelectInput, TextInput } from '../../ui/fields.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './flags.module.css';
import { emptyRamp, planWords, type RampForm, rampOf } from './ramp-form.js';

const reactions = [
  { value: 'pause', word: 'stay at the step' },
  { value: 'kill', word: 'turn the flag off' },
] as const;

/** Starts a ramp: its steps, how long each is watched, and by what. */
export function NewRamp({
  flag,
  variants,
  onClose,
}: {
  flag: Flag;
  variants: readonly string[];
  onClose: () => void;
}) {
  const [form, setForm] = useState(() => emptyRamp(variants[0] ?? 'on'));
  const [tried, setTried] = useState(false);
  const set = (patch: Partial<RampForm>) => setForm((before) => ({ ...before, ...patch }));
  const { ramp, wrong } = rampOf(form);
  const said = tried ? wrong : {};
  const send = useCommand((input: NonNullable<typeof ramp>) => scheduleRamp(flag.key, input), {
    done: () => `The ramp of ${flag.key} has begun.`,
    refresh: ['ramps', 'flags', 'changes', 'timeline'],
  });
  return (
    <CommandForm
      confirm="Start the ramp"
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        return ramp && send.mutateAsync(ramp);
      }}
    >
      <FieldRow>
        <TextInput
          label="Steps, % of users"
          value={form.steps}
          onChange={(steps) => set({ steps })}
          wrong={said.steps}
        />
        <TextInput
          label="Minutes each"
          value={form.bake}
          onChange={(bake) => set({ bake })}
          wrong={said.bake}
        />
        <SelectInput
          label="Variant"
          value={form.variant}
          options={variants.map((value) => ({ value, word: value }))}
          onChange={(variant) => set({ variant })}
        />
      </FieldRow>
      <FieldRow>
        <TextInput
          label="Guard metrics"
          optional
          value={form.metric}
          onChange={(metric) => set({ metric })}
        />
        <TextInput
          label="Stop above, % bad"
          optional
          value={form.worst}
          onChange={(worst) => set({ worst })}
          wrong={said.worst}
        />
        <SelectInput
          label="When it goes bad"
          value={form.onAnomaly}
          options={reactions}
          onChange={(onAnomaly) => set({ onAnomaly })}
        />
      </FieldRow>
      <TextInput label="Why?" optional value={form.reason} onChange={(reason) => set({ reason })} />
      {ramp && <p className={styles.quiet}>{planWords(ramp)}</p>}
    </CommandForm>
  );
}
