import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from './button.js';
import styles from './reason-dialog.module.css';
import { ErrorState } from './states.js';

type CommandFormProps = {
  confirm: string;
  tone?: 'primary' | 'danger';
  /** Closes the form when it resolves; a rejection is shown and the fields kept. Absent: something is missing. */
  onConfirm: () => Promise<unknown> | undefined;
  onClose: () => void;
  children: ReactNode;
};

/** Fields, what went wrong, and the buttons that give it up or send it. */
export function CommandForm({ confirm, tone = 'primary', onConfirm, onClose, children }: CommandFormProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function submit() {
    const sent = onConfirm();
    if (!sent) return;
    setBusy(true);
    setError(undefined);
    await sent.then(onClose, setError);
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
      {children}
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
