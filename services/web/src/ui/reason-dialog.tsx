import { useId, useState } from 'react';
import { Form, Label, Text, TextArea, TextField } from 'react-aria-components';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import styles from './reason-dialog.module.css';
import { ErrorState } from './states.js';

export type ReasonDialogProps = {
  title: string;
  /** What will happen, and what will not. */
  description: string;
  label: string;
  /** What a good answer says. */
  help?: string;
  confirm: string;
  tone?: 'primary' | 'danger';
  required?: boolean;
  isOpen: boolean;
  onClose: () => void;
  /** Closes the dialog when it resolves; a rejection is shown and the text kept. */
  onConfirm: (text: string) => Promise<unknown>;
};

/** Asks for a reason and a confirmation before a command is sent. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <Dialog title={props.title} isOpen={props.isOpen} onClose={props.onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm({
  description,
  label,
  help,
  confirm,
  tone = 'primary',
  required = true,
  onClose,
  onConfirm,
}: ReasonDialogProps) {
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const missingId = useId();

  async function submit() {
    const given = text.trim();
    if (required && given === '') return setMissing(true);
    setBusy(true);
    setError(undefined);
    await onConfirm(given).then(onClose, setError);
    setBusy(false);
  }

  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={styles.description}>{description}</p>
      <TextField
        className={styles.field ?? ''}
        value={text}
        onChange={(value) => {
          setText(value);
          setMissing(false);
        }}
        isInvalid={missing}
        autoFocus
        {...(missing ? { 'aria-describedby': missingId } : {})}
      >
        <Label className={styles.label ?? ''}>
          {label}
          {!required && <span className={styles.optional}> (optional)</span>}
        </Label>
        <TextArea className={styles.area ?? ''} rows={3} />
        {help && (
          <Text slot="description" className={styles.help ?? ''}>
            {help}
          </Text>
        )}
        {missing && (
          <p id={missingId} className={styles.missing} role="alert">
            Say why: it is kept with the event.
          </p>
        )}
      </TextField>
      {error !== undefined && <ErrorState error={error} />}
      <div className={styles.buttons}>
        <Button onPress={onClose}>Cancel</Button>
        <Button type="submit" tone={tone} isDisabled={busy}>
          {busy ? 'Sending…' : confirm}
        </Button>
      </div>
    </Form>
  );
}
