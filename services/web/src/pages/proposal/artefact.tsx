import type { Proposal } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { flagList } from '../../api/lists.js';
import { rampsQuery } from '../../api/resources.js';
import { useList } from '../../api/use-list.js';
import { CodeBlock } from '../../ui/code-block.js';
import { Section } from '../../ui/page.js';
import styles from './artefact.module.css';
import { Checks } from './checks.js';
import { EditFiles } from './edit-files.js';
import { FileDiff } from './file-diff.js';
import { inForce } from './in-force.js';

type Props = { proposal: Proposal; editing: boolean; onDone: () => void };

/** The files as they would run, what differs from what was proposed and from what is in force, and what the tools said. */
export function Artefact({ proposal, editing, onDone }: Props) {
  const count = proposal.files.length;
  return (
    <Section
      title={count === 1 ? 'The file' : `The ${count} files`}
      aside={editing ? 'being edited' : proposal.proposedFiles && 'edited since it was proposed'}
    >
      {editing ? (
        <EditFiles proposal={proposal} onDone={onDone} />
      ) : (
        <div className={styles.files}>
          <Files proposal={proposal} />
          <Checks checks={proposal.checks} />
        </div>
      )}
    </Section>
  );
}

function Files({ proposal }: { proposal: Proposal }) {
  const isFlag = proposal.kind === 'flag-default';
  const flags = useList({ ...flagList(), enabled: isFlag }).data ?? [];
  const ramps = useQuery({ ...rampsQuery, enabled: isFlag, refetchInterval: false }).data?.items ?? [];
  return proposal.files.map((file) => {
    const first = proposal.proposedFiles?.find(({ path }) => path === file.path);
    const current = inForce(file, flags, ramps);
    return (
      <div key={file.path} className={styles.file}>
        <CodeBlock name={file.path} text={file.content} />
        {first && first.content !== file.content && (
          <FileDiff title="What the edit changed" before={first.content} after={file.content} />
        )}
        {current !== undefined && (
          <FileDiff title="What it would change of what is in force" before={current} after={file.content} />
        )}
      </div>
    );
  });
}
