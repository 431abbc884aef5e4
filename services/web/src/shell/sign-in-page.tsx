import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form, Input, Label, TextField } from 'react-aria-components';
import { isApiError } from '../api/api-error.js';
import { sessionQuery, signIn } from '../api/session.js';
import { Button } from '../ui/button.js';
import { ErrorState } from '../ui/states.js';
import { Mark } from './brand.js';
import styles from './session-gate.module.css';

/** Asks for a token, and exchanges it for a session. */
export function SignInPage() {
  const client = useQueryClient();
  const [token, setToken] = useState('');
  const enter = useMutation({
    mutationFn: () => signIn(token.trim()),
    onSuccess: () => client.invalidateQueries(sessionQuery),
  });
  return (
    <main className={styles.gate}>
      <title>Sign in · Hormesis</title>
      <div className={styles.brand}>
        <Mark size={30} />
        <h1>Sign in to Hormesis</h1>
      </div>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (token.trim() !== '') enter.mutate();
        }}
      >
        <TextField
          className={styles.field ?? ''}
          type="password"
          value={token}
          onChange={setToken}
          isRequired
        >
          <Label className={styles.label ?? ''}>Token</Label>
          <Input className={styles.input ?? ''} autoComplete="current-password" spellCheck="false" />
        </TextField>
        {enter.error &&
          (isApiError(enter.error, 401) ? (
            <p role="alert">This server does not know that token.</p>
          ) : (
            <ErrorState error={enter.error} />
          ))}
        <Button type="submit" tone="primary" isDisabled={enter.isPending}>
          {enter.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
        <p className={styles.help}>
          Tokens are those of <code>HORMESIS_TOKENS</code> on the server; one with the scope <code>read</code>{' '}
          is enough to look. It is exchanged for a cookie and not kept by this page.
        </p>
      </Form>
    </main>
  );
}
