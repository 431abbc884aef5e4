import type { IncidentCase as Case, IncidentDetail } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { isApiError } from '../../api/api-error.js';
import { caseQuery } from '../../api/resources.js';
import { allows, sessionQuery } from '../../api/session.js';
import { duration } from '../../format/duration.js';
import { ClassLink } from '../../learning/class-link.js';
import { detectorWords } from '../../learning/class-words.js';
import { CorrectDialog } from '../../learning/correct-dialog.js';
import { counted, figure } from '../../learning/proposal-words.js';
import { Button } from '../../ui/button.js';
import { Section } from '../../ui/page.js';
import { Prose } from '../../ui/prose.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { ErrorState } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import styles from './incident-case.module.css';
import { Layers } from './layers.js';
import { ProposalsOf } from './proposals-of.js';

/** What the incident had to teach: its class, what noticed and stopped it, and what should have; and what is proposed. */
export function IncidentCase({ incident }: { incident: IncidentDetail }) {
  const expected = isCaseExpected(incident);
  const { data, error, refetch } = useQuery({ ...caseQuery(incident.id), enabled: expected });
  const isNone = !expected || isApiError(error, 404);
  if (!data && (isNone || !error)) return isNone ? <NoCase incident={incident} /> : null;
  return (
    <>
      {error && !isNone && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <CaseView known={data} />}
      <ProposalsOf incident={incident.id} />
    </>
  );
}

/** A case is put together some seconds after the incident is over; what it taught says that there is one. */
const assemblyMs = 20_000;

function isCaseExpected({ proposals, resolvedAt }: IncidentDetail): boolean {
  if (proposals.length > 0) return true;
  return resolvedAt !== null && Date.now() - Date.parse(resolvedAt) > assemblyMs;
}

/** Nothing while it goes on; once it is resolved, that the case is being put together. */
function NoCase({ incident }: { incident: IncidentDetail }) {
  if (incident.phase !== 'resolved' && incident.proposals.length === 0) return null;
  return (
    <>
      <Section title="What it teaches">
        <p className={styles.quiet}>
          The case of this incident is put together when it is resolved and all of it is in the read models;
          that takes a moment.
        </p>
      </Section>
      <ProposalsOf incident={incident.id} />
    </>
  );
}

function CaseView({ known }: { known: Case }) {
  const { class: failureClass, fingerprint } = known;
  return (
    <Section title="What it teaches" aside={<Correct known={known} />}>
      <div className={styles.case}>
        <div className={styles.main}>
          <h3>
            <ClassLink fingerprint={fingerprint} of={failureClass} />
            <StaleBadge since={known.staleSince} />
          </h3>
          <ul className={styles.explained}>
            {known.explained.map((why) => (
              <li key={why}>
                <Prose text={why} />
              </li>
            ))}
          </ul>
          {known.corrected && (
            <p className={styles.quiet}>
              {`Put right by ${known.corrected.by} `}
              <Ago at={known.corrected.at} />
              {`: ${known.corrected.reason} Before, it was ${known.corrected.from}.`}
            </p>
          )}
          <Layers known={known} />
          <p className={styles.why}>
            <Prose text={known.why} />
          </p>
        </div>
        <dl className={styles.facts}>
          <Fact word="Noticed by">{`${detectorWords(known.detectedBy)}, after ${duration(known.detectMs)}`}</Fact>
          <Fact word="How it reached users">{known.reached}</Fact>
          <Fact word="Exposed user-seconds">
            {known.exposedUserSeconds === null ? 'not measured' : figure(known.exposedUserSeconds)}
          </Fact>
          <Fact word="Failing requests on record">{counted(known.exemplars, 'request')}</Fact>
          <Fact word="Earlier incidents of the class">
            {known.earlier.length === 0
              ? 'This is the first.'
              : known.earlier.map((id) => (
                  <span key={id} className={styles.earlier}>
                    <Link to="/incidents/$id" params={{ id }}>
                      {id}
                    </Link>
                  </span>
                ))}
          </Fact>
          {known.drill && <Fact word="Drill">It was injected on purpose.</Fact>}
        </dl>
      </div>
    </Section>
  );
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Correct({ known }: { known: Case }) {
  const [isOpen, setOpen] = useState(false);
  const { data: session } = useQuery(sessionQuery);
  if (!allows(session, 'proposals:write')) return null;
  return (
    <>
      <Button tone="quiet" onPress={() => setOpen(true)}>
        Correct the class
      </Button>
      <CorrectDialog
        incident={known.incident}
        was={known.class}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
