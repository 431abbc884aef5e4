import type { Backtest, Proposal } from '@hormesis/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { cancelBacktest, startBacktest } from '../../api/learning-commands.js';
import { duration } from '../../format/duration.js';
import { percent } from '../../format/percent.js';
import { Button } from '../../ui/button.js';
import { Permitted } from '../../ui/permission.js';
import { ErrorState } from '../../ui/states.js';
import styles from './backtest.module.css';

/** Starts the replay; while it runs says how far it is, and lets it be given up. */
export function BacktestRun({ proposal, newest }: { proposal: Proposal; newest: Backtest | undefined }) {
  const client = useQueryClient();
  const again = () =>
    Promise.all(
      ['backtests', 'proposals'].map((resource) => client.invalidateQueries({ queryKey: [resource] })),
    );
  const start = useMutation({ mutationFn: () => startBacktest(proposal.id), onSuccess: again });
  const cancel = useMutation({ mutationFn: (id: string) => cancelBacktest(id), onSuccess: again });
  const running = newest && (newest.state === 'running' || newest.state === 'waiting') ? newest : undefined;
  return (
    <Permitted scope="proposals:write">
      <div className={styles.run}>
        {running ? (
          <>
            <div className={styles.progress}>
              <progress aria-label="Progress of the backtest" value={running.progress} max={1} />
              <span role="status">{progressWords(running)}</span>
            </div>
            <Button onPress={() => cancel.mutate(running.id)} isDisabled={cancel.isPending}>
              Cancel
            </Button>
          </>
        ) : (
          <Button icon="retry" onPress={() => start.mutate()} isDisabled={start.isPending}>
            {proposal.backtest ? 'Run the backtest again' : 'Run the backtest'}
          </Button>
        )}
      </div>
      {newest?.problem && !running && <p className={styles.problem}>{newest.problem}</p>}
      {(start.error || cancel.error) && <ErrorState error={start.error ?? cancel.error} />}
    </Permitted>
  );
}

function progressWords({ state, progress, etaMs, problem }: Backtest): string {
  if (state === 'waiting') return problem ?? 'It waits for another one to end.';
  return `${percent(progress)} of the period replayed${etaMs === null ? '' : `, about ${duration(etaMs)} left`}`;
}
