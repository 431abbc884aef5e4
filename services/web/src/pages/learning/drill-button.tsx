import type { FailureClassSummary } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { startDrill } from '../../api/learning-commands.js';
import { allows, sessionQuery } from '../../api/session.js';
import { classTitle } from '../../learning/class-words.js';
import { Button } from '../../ui/button.js';
import { CommandForm } from '../../ui/command-form.js';
import { Dialog } from '../../ui/dialog.js';
import { CheckInput, FieldRow, TextInput, TextLines } from '../../ui/fields.js';
import { useCommand } from '../../ui/use-command.js';
import { type DrillForm, drillOf, emptyDrill } from './drill-form.js';

type Props = { summary: Pick<FailureClassSummary, 'fingerprint' | 'class'> };

/** Injects the failure again on purpose, after asking: users of that environment will feel it. */
export function DrillButton({ summary }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { data: session } = useQuery(sessionQuery);
  if (!allows(session, 'drills:write')) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)} aria-label={`Drill: ${classTitle(summary.class)}`}>
        Drill
      </Button>
      <Dialog title="Start a drill" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Fields summary={summary} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Fields({ summary, onClose }: Props & { onClose: () => void }) {
  const [form, setForm] = useState(() => emptyDrill(summary.class.failure));
  const [tried, setTried] = useState(false);
  const set = (patch: Partial<DrillForm>) => setForm((before) => ({ ...before, ...patch }));
  const { drill, wrong } = drillOf(summary.fingerprint, form);
  const said = tried ? wrong : {};
  const start = useCommand(startDrill, {
    done: () => 'The drill is requested.',
    refresh: ['drills', 'learning', 'timeline'],
  });
  return (
    <CommandForm
      confirm="Start the drill"
      tone="danger"
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        return drill && start.mutateAsync(drill);
      }}
    >
      <p>
        {`“${classTitle(summary.class)}” is injected on purpose, to see whether the guards catch it. Requests will really fail for as long as it lasts; it can be stopped at any time.`}
      </p>
      <TextInput
        label="Environment"
        optional
        value={form.environment}
        onChange={(environment) => set({ environment })}
        help="Empty: where the last incident was."
      />
      <FieldRow>
        <TextInput
          label="Seconds, at most"
          type="number"
          value={form.seconds}
          onChange={(seconds) => set({ seconds })}
          wrong={said.seconds}
        />
        <TextInput
          label="Share of requests, %"
          type="number"
          value={form.share}
          onChange={(share) => set({ share })}
          wrong={said.share}
        />
      </FieldRow>
      <TextLines label="Why?" optional value={form.reason} onChange={(reason) => set({ reason })} />
      <CheckInput
        label="Although there may be a freeze, or an incident open at the service"
        checked={form.anyway}
        onChange={(anyway) => set({ anyway })}
      />
    </CommandForm>
  );
}
