import type { Flag, Ramp } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { rampsQuery } from '../../api/resources.js';
import { allows, sessionQuery } from '../../api/session.js';
import { useNow } from '../../live/use-now.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Resource } from '../../ui/resource.js';
import { NewRamp } from './new-ramp.js';
import styles from './ramp.module.css';
import { RampOrders } from './ramp-orders.js';
import { guardWords, heldWords, shownSteps } from './ramp-steps.js';

const route = getRouteApi('/flags');

/** The ramp of a flag: how far it has come, what it is watched by, and what can be done about it. */
export function RampPanel({ flag }: { flag: Flag }) {
  const query = useQuery(rampsQuery);
  const { data: session } = useQuery(sessionQuery);
  const { ramp: form } = route.useSearch();
  const navigate = route.useNavigate();
  const setForm = (ramp: 'new' | undefined) =>
    void navigate({ search: (before) => ({ ...before, ramp }), replace: true });
  const variants = Object.keys(flag.definition?.variants ?? {}).filter(
    (variant) => variant !== flag.definition?.defaultVariant,
  );
  const mayChange = allows(session, 'flags:write') && variants.length > 0;
  if (flag.definition === null) return null;
  return (
    <section aria-label="Ramp" className={styles.panel}>
      <h3>Ramp</h3>
      {form === 'new' && mayChange ? (
        <NewRamp flag={flag} variants={variants} onClose={() => setForm(undefined)} />
      ) : (
        <Resource query={query} rows={2}>
          {({ items }) => {
            const ramp = items.find(({ key }) => key === flag.key);
            const isUnderWay = ramp?.phase === 'running' || ramp?.phase === 'paused';
            return (
              <>
                {ramp ? <Progress ramp={ramp} /> : <p className={styles.quiet}>No ramp was scheduled.</p>}
                {ramp && mayChange && <RampOrders ramp={ramp} />}
                {!isUnderWay && mayChange && (
                  <div className={styles.orders}>
                    <Button onPress={() => setForm('new')}>Start a ramp</Button>
                  </div>
                )}
              </>
            );
          }}
        </Resource>
      )}
    </section>
  );
}

const phases = {
  running: ['info', 'half'],
  paused: ['warn', 'half'],
  completed: ['good', 'check'],
  aborted: ['quiet', 'cross'],
} as const;

function Progress({ ramp }: { ramp: Ramp }) {
  const now = useNow();
  const [tone, mark] = phases[ramp.phase];
  const held = heldWords(ramp);
  return (
    <>
      <p className={styles.state}>
        <Badge tone={tone} mark={mark}>
          {ramp.phase}
        </Badge>
        <span>{`step ${ramp.step} of ${ramp.steps.length}, variant ${ramp.variant}`}</span>
      </p>
      {held && ramp.phase === 'paused' && <p className={styles.held}>{held}</p>}
      <ol className={styles.steps} aria-label="Steps">
        {shownSteps(ramp, now).map(({ percentage, state, part, words }) => (
          <li key={percentage} className={styles.step} data-state={state}>
            <span className={styles.share}>{`${percentage}\u00a0%`}</span>
            <svg className={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="4" className={styles.track} />
              <rect width={(part ?? (state === 'done' ? 1 : 0)) * 100} height="4" className={styles.fill} />
            </svg>
            <span className={styles.words}>{words}</span>
          </li>
        ))}
      </ol>
      {ramp.guards.length > 0 && (
        <ul className={styles.guards} aria-label="Guards">
          {ramp.guards.map((guard) => (
            <li key={`${guard.metric} ${guard.service} ${guard.cohort}`}>
              <code>{guard.metric}</code> {`of ${guard.service}: ${guardWords(guard)}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
