import type { Policies, Policy } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { allows, sessionQuery } from '../../api/session.js';
import { Actor } from '../../ui/actor.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Ago } from '../../ui/time.js';
import { Ladder } from './ladder.js';
import styles from './policy.module.css';
import { isSameRule, placeWords, ruleKey, rungs } from './policy-words.js';
import { PrecisionBar } from './precision-bar.js';

const route = getRouteApi('/policy');

/** One rule: how far it goes, how right it was, and what is set besides. */
export function RuleCard({ policy, breakers }: { policy: Policy; breakers: Policies['breakers'] }) {
  const navigate = route.useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const place = placeWords(policy);
  const isTripped = breakers.some(({ rule }) => isSameRule(rule, policy));
  const earned = rungs.find(({ rung }) => rung === policy.suggested);
  return (
    <article className={styles.rule} aria-label={place}>
      <header className={styles.head}>
        <h3>{place}</h3>
        {allows(session, 'policy:write') && (
          <Button
            tone={earned ? 'primary' : 'plain'}
            aria-label={`Change the rung of ${place}`}
            onPress={() => void navigate({ search: { edit: ruleKey(policy) } })}
          >
            Change
          </Button>
        )}
      </header>
      <Ladder rung={policy.rung} suggested={policy.suggested} />
      <p className={styles.badges}>
        {isTripped && (
          <Badge tone="bad" mark="cross">
            breaker open
          </Badge>
        )}
        {earned && <Badge tone="learn" mark="up">{`earned: ${earned.word.toLowerCase()}`}</Badge>}
        {policy.dryRun && <Badge tone="warn">dry run</Badge>}
        {policy.pinned && <Badge tone="quiet">pinned</Badge>}
        {policy.earn === 'automatic' && <Badge tone="info">climbs by itself</Badge>}
        {policy.cap !== null && <Badge tone="quiet">{`at most ${policy.cap} an hour`}</Badge>}
      </p>
      <PrecisionBar policy={policy} />
      <footer className={styles.since}>
        {policy.reason && <span>{policy.reason}</span>}
        <span className={styles.who}>
          <Actor actor={policy.changedBy} /> <Ago at={policy.changedAt} />
        </span>
      </footer>
    </article>
  );
}
