import type { Policies } from '@hormesis/api';
import { useState } from 'react';
import { resetBreaker } from '../../api/policy-commands.js';
import { Button } from '../../ui/button.js';
import { Permitted } from '../../ui/permission.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { AtTime } from '../../ui/time.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './policy.module.css';
import { placeWords, ruleKey } from './policy-words.js';

type Breaker = Policies['breakers'][number];

/** Where the guardian acted too often, until when it only recommends, and a button that lets it act again. */
export function Breakers({ breakers }: { breakers: readonly Breaker[] }) {
  if (breakers.length === 0) return null;
  return (
    <section className={styles.breakers} aria-label="Open breakers">
      {breakers.map((breaker) => (
        <OpenBreaker key={ruleKey(breaker.rule)} breaker={breaker} />
      ))}
    </section>
  );
}

function OpenBreaker({ breaker: { rule, until, reason } }: { breaker: Breaker }) {
  const [open, setOpen] = useState(false);
  const reset = useCommand((why: string) => resetBreaker(rule, why), {
    done: () => 'The guardian may act again.',
    refresh: ['policy', 'timeline'],
  });
  const place = placeWords(rule);
  return (
    <div className={styles.breaker}>
      <div>
        <h2>{`The breaker is open for ${place}`}</h2>
        <p>
          {`${reason} `}
          Until <AtTime at={until} /> UTC the guardian only recommends there.
        </p>
      </div>
      <Permitted scope="policy:write">
        <Button onPress={() => setOpen(true)}>Reset the breaker</Button>
      </Permitted>
      <ReasonDialog
        title="Reset the breaker?"
        description={`The guardian may act alone again for ${place}, at once. Look first at what it did in the last hour.`}
        label="Why?"
        confirm="Reset it"
        isOpen={open}
        onClose={() => setOpen(false)}
        onConfirm={reset.mutateAsync}
      />
    </div>
  );
}
