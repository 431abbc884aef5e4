import type { Flag } from '@hormesis/api';
import { changeList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { DriftBadge } from '../../drift/drift-badge.js';
import { Actor } from '../../ui/actor.js';
import { FlagBadge } from '../../ui/badge.js';
import { CodeBlock } from '../../ui/code-block.js';
import { Dialog } from '../../ui/dialog.js';
import { LoadMore } from '../../ui/load-more.js';
import { Resource } from '../../ui/resource.js';
import { Ago } from '../../ui/time.js';
import { WatchesOfFlag } from '../../watch/watches-of-flag.js';
import styles from './flags.module.css';
import { RampPanel } from './ramp-panel.js';

/** One flag: what it is now, its history and its definition. */
export function FlagDialog({ flag, onClose }: { flag: Flag | undefined; onClose: () => void }) {
  return (
    <Dialog title={flag?.key ?? ''} isOpen={flag !== undefined} onClose={onClose}>
      {flag && (
        <>
          <p className={styles.now}>
            <FlagBadge state={flag.state} />
            <DriftBadge flag={flag.key} />
            {flag.percentage !== null && <span>{`${flag.percentage} % of users`}</span>}
            <span>
              since <Ago at={flag.changedAt} />
            </span>
            {flag.changedBy && <Actor actor={flag.changedBy} />}
          </p>
          {flag.reason && <p>{flag.reason}</p>}
          <RampPanel flag={flag} />
          <WatchesOfFlag flag={flag.key} />
          <section aria-label="History" className={styles.part}>
            <h3>History</h3>
            <History flag={flag} />
          </section>
          {flag.definition && (
            <CodeBlock name="definition (flagd)" text={JSON.stringify(flag.definition, null, 2)} />
          )}
        </>
      )}
    </Dialog>
  );
}

function History({ flag }: { flag: Flag }) {
  const list = useList(changeList({ kind: 'flag', ...(flag.service ? { service: flag.service } : {}) }, 500));
  return (
    <Resource query={list} rows={3}>
      {(all) => {
        const changes = all.filter(({ subject }) => subject === flag.key);
        return (
          <>
            {changes.length === 0 ? (
              <p className={styles.quiet}>
                {list.hasMore ? 'No change of it among those loaded.' : 'No change of it is recorded.'}
              </p>
            ) : (
              <ol className={styles.history}>
                {changes.map((change) => (
                  <li key={`${change.source} ${change.eventId}`}>
                    <span>{change.summary}</span>
                    <span className={styles.quiet}>
                      <Actor actor={change.actor} /> <Ago at={change.at} />
                    </span>
                  </li>
                ))}
              </ol>
            )}
            <LoadMore list={list} noun="changes" />
          </>
        );
      }}
    </Resource>
  );
}
