import type { IncidentDetail } from '@hormesis/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  acknowledgeIncident,
  annotateIncident,
  reopenIncident,
  resolveIncident,
} from '../../api/commands.js';
import { timelineList } from '../../api/lists.js';
import { Button } from '../../ui/button.js';
import { CopyButton } from '../../ui/copy-button.js';
import { Permitted } from '../../ui/permission.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useCommand } from '../../ui/use-command.js';
import { incidentMarkdown } from './incident-markdown.js';

const refresh = ['incidents', 'timeline', 'status'];
type Open = 'note' | 'resolve' | 'reopen' | undefined;

/** What a person can do about an incident, in the order in which it is usually done. */
export function IncidentCommands({ incident }: { incident: IncidentDetail }) {
  const client = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const acknowledge = useCommand(() => acknowledgeIncident(incident.id), {
    done: () => 'Acknowledged.',
    refresh,
  });
  const annotate = useCommand((note: string) => annotateIncident(incident.id, note), {
    done: () => 'Note added.',
    refresh,
  });
  const resolve = useCommand((text: string) => resolveIncident(incident.id, text), {
    done: () => 'Resolved.',
    refresh,
  });
  const reopen = useCommand((reason: string) => reopenIncident(incident.id, reason), {
    done: () => 'Reopened.',
    refresh,
  });
  const resolved = incident.phase === 'resolved';

  const markdown = () => {
    const pages = client.getQueryData(timelineList({ incident: incident.id }).queryKey)?.pages ?? [];
    return incidentMarkdown(
      incident,
      pages.flatMap((page) => page.items),
      location.href,
    );
  };

  return (
    <>
      <CopyButton text={markdown} tone="quiet">
        Copy as Markdown
      </CopyButton>
      <Permitted scope="incidents:write">
        {!resolved && incident.acknowledgedAt === null && (
          <Button tone="primary" onPress={() => acknowledge.mutate()} isDisabled={acknowledge.isPending}>
            Acknowledge
          </Button>
        )}
        <Button onPress={() => setOpen('note')}>Add a note</Button>
        {resolved ? (
          <Button onPress={() => setOpen('reopen')}>Reopen</Button>
        ) : (
          <Button onPress={() => setOpen('resolve')}>Resolve</Button>
        )}
      </Permitted>
      {acknowledge.error && <p role="alert">{acknowledge.error.message}</p>}
      <ReasonDialog
        title="Add a note"
        description="It is kept in the timeline of the incident, with your name and the time."
        label="Note"
        confirm="Add the note"
        isOpen={open === 'note'}
        onClose={close}
        onConfirm={annotate.mutateAsync}
      />
      <ReasonDialog
        title="Resolve the incident"
        description="Say that it is over. Learning begins at once: it looks for a test, an alert and a flag default."
        label="How was it resolved?"
        help="What was done, and how you know that it is over."
        confirm="Resolve"
        isOpen={open === 'resolve'}
        onClose={close}
        onConfirm={resolve.mutateAsync}
      />
      <ReasonDialog
        title="Reopen the incident"
        description="It came back, or it was never over."
        label="Why?"
        confirm="Reopen"
        isOpen={open === 'reopen'}
        onClose={close}
        onConfirm={reopen.mutateAsync}
      />
    </>
  );
}
