import type { FailureClassSummary } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { allows, sessionQuery } from '../../api/session.js';
import { duration } from '../../format/duration.js';
import { detectorWords } from '../../learning/class-words.js';
import { CorrectDialog } from '../../learning/correct-dialog.js';
import { figure } from '../../learning/proposal-words.js';
import { inOrder, type Occurrence } from '../../learning/trend-words.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Ago } from '../../ui/time.js';

const columns: readonly Column<Occurrence>[] = [
  {
    header: 'Incident',
    cell: ({ incident, drill }) => (
      <>
        <Link to="/incidents/$id" params={{ id: incident }}>
          {incident}
        </Link>{' '}
        {drill && (
          <Badge tone="info" mark="empty">
            drill
          </Badge>
        )}
      </>
    ),
  },
  { header: 'Time to detect', align: 'end', cell: ({ detectMs }) => duration(detectMs) },
  { header: 'Noticed by', from: 'medium', cell: ({ detectedBy }) => detectorWords(detectedBy) },
  { header: 'Stopped by', from: 'medium', cell: ({ stoppedBy }) => stoppedBy },
  {
    header: 'Exposed user-seconds',
    from: 'medium',
    align: 'end',
    cell: ({ exposedUserSeconds }) =>
      exposedUserSeconds === null ? 'not measured' : figure(exposedUserSeconds),
  },
  { header: 'Began', align: 'end', from: 'medium', cell: ({ onset }) => <Ago at={onset} /> },
];

/** Each occurrence of the class, the newest first; a person can say that one is of another class. */
export function OccurrenceTable({ summary }: { summary: FailureClassSummary }) {
  const [asked, setAsked] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const { data: session } = useQuery(sessionQuery);
  const correct: Column<Occurrence> = {
    header: 'Class',
    align: 'end',
    cell: ({ incident }) => (
      <Button
        tone="quiet"
        aria-label={`Correct the class of ${incident}`}
        onPress={() => {
          setAsked(incident);
          setAsking(true);
        }}
      >
        Correct
      </Button>
    ),
  };
  return (
    <>
      <DataTable
        label="Occurrences"
        columns={allows(session, 'proposals:write') ? [...columns, correct] : columns}
        rows={inOrder(summary.occurrences).toReversed()}
        keyOf={({ incident }) => incident}
        narrow={({ detectedBy, stoppedBy }) =>
          `noticed by ${detectorWords(detectedBy)}, stopped by ${stoppedBy}`
        }
      />
      {asked && (
        <CorrectDialog
          key={asked}
          incident={asked}
          was={summary.class}
          isOpen={isAsking}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
