import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { driftQuery, policyQuery } from '../../api/resources.js';
import { driftWords } from '../../drift/drift-words.js';
import { Ago } from '../../ui/time.js';
import { heldBackWords } from '../policy/policy-words.js';
import styles from './cautions.module.css';

/** What a reader should know beside the incidents: what keeps the guardian from acting, and where Git says otherwise. */
export function Cautions() {
  const { data: policies } = useQuery(policyQuery);
  const { data: drift } = useQuery(driftQuery);
  const held = policies && heldBackWords(policies);
  const open = (drift?.items ?? []).filter(({ phase }) => phase === 'open');
  if (!held && open.length === 0) return null;
  return (
    <section className={styles.cautions} aria-label="To know first">
      {held && (
        <p className={styles.caution}>
          {held} <Link to="/policy">Policy</Link>
        </p>
      )}
      {open.map((item) => (
        <p key={item.action} className={styles.caution}>
          {driftWords(item)} (<Ago at={item.since} />){' '}
          {item.pullRequest ? (
            <a href={item.pullRequest}>Merge the revert</a>
          ) : (
            item.problem && `No revert could be proposed: ${item.problem}`
          )}{' '}
          <Link to="/incidents/$id" params={{ id: item.incident }}>
            Incident
          </Link>
        </p>
      ))}
    </section>
  );
}
