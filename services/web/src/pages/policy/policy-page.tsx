import type { Policies } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { policyQuery } from '../../api/resources.js';
import { Button } from '../../ui/button.js';
import { Page, Section } from '../../ui/page.js';
import { Permitted } from '../../ui/permission.js';
import { Resource } from '../../ui/resource.js';
import { Breakers } from './breakers.js';
import { Elsewhere } from './elsewhere.js';
import { FreezeDialog } from './freeze-dialog.js';
import { Freezes } from './freezes.js';
import { MarkDialog } from './mark-dialog.js';
import { Marks } from './marks.js';
import styles from './policy.module.css';
import { ruleKey } from './policy-words.js';
import { RuleCard } from './rule-card.js';
import { RuleDialog } from './rule-dialog.js';

const route = getRouteApi('/policy');

/** How far the guardian may go alone, how right it was, and what holds it back. */
export function PolicyPage() {
  const query = useQuery(policyQuery);
  const navigate = route.useNavigate();
  return (
    <Page
      title="Policy"
      lead="How far the guardian may go alone, how right it was so far, and what holds it back."
      actions={
        <Permitted scope="policy:write">
          <Button onPress={() => void navigate({ search: { edit: 'new-mark' } })}>Place a mark</Button>
          <Button onPress={() => void navigate({ search: { edit: 'new-freeze' } })}>Declare a freeze</Button>
          <Button tone="primary" onPress={() => void navigate({ search: { edit: 'new-rule' } })}>
            Add a rule
          </Button>
        </Permitted>
      }
    >
      <Resource query={query} rows={8}>
        {(policies) => <Loaded policies={policies} />}
      </Resource>
    </Page>
  );
}

function Loaded({ policies }: { policies: Policies }) {
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: {} });
  const edited = policies.policies.find((policy) => ruleKey(policy) === edit);
  return (
    <>
      <Breakers breakers={policies.breakers} />
      <Section title="Rules" aside={`at most ${policies.actionsPerHour} actions an hour in all`}>
        <div className={styles.rules}>
          {policies.policies.map((policy) => (
            <RuleCard key={ruleKey(policy)} policy={policy} breakers={policies.breakers} />
          ))}
          <Elsewhere policies={policies} />
        </div>
      </Section>
      <Section title="Freezes" aside="the guardian recommends instead of acting">
        <Freezes freezes={policies.freezes} />
      </Section>
      <Section title="Not to be rolled back">
        <Marks marks={policies.marks} />
      </Section>
      <RuleDialog
        key={edit}
        rule={edited}
        known={policies}
        isOpen={edited !== undefined || edit === 'new-rule'}
        onClose={close}
      />
      <FreezeDialog isOpen={edit === 'new-freeze'} onClose={close} />
      <MarkDialog isOpen={edit === 'new-mark'} onClose={close} />
    </>
  );
}
