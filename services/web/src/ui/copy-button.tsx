import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button.js';

/** Copies a text; says for two seconds that it did, or that the browser refused. */
export function CopyButton({
  text,
  children = 'Copy',
  ...rest
}: { text: string | (() => string) } & Partial<ButtonProps>) {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), 2000);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    const value = typeof text === 'string' ? text : text();
    setSaid(
      await navigator.clipboard.writeText(value).then(
        () => 'Copied',
        () => 'Not allowed to copy',
      ),
    );
  }

  return (
    <Button {...rest} icon={said === 'Copied' ? 'check' : 'copy'} onPress={() => void copy()}>
      <span aria-live="polite">{said ?? children}</span>
    </Button>
  );
}
