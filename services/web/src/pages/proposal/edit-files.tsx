import type { Proposal } from '@hormesis/api';
import { useId, useState } from 'react';
import { editFiles } from '../../api/learning-commands.js';
import { CommandForm } from '../../ui/command-form.js';
import { TextLines } from '../../ui/fields.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './artefact.module.css';

/** Changes the files before they are accepted. */
export function EditFiles({ proposal, onDone }: { proposal: Proposal; onDone: () => void }) {
  const [files, setFiles] = useState(proposal.files);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const send = useCommand((edit: Parameters<typeof editFiles>[1]) => editFiles(proposal.id, edit), {
    done: () => 'The files are kept. Run the backtest again.',
    refresh: ['proposals', 'backtests', 'timeline'],
  });
  const write = (path: string, content: string) =>
    setFiles((before) => before.map((file) => (file.path === path ? { ...file, content } : file)));
  const isChanged = files.some(({ content }, index) => content !== proposal.files[index]?.content);
  return (
    <CommandForm
      confirm="Keep the edit"
      onClose={onDone}
      onConfirm={() => {
        setTried(true);
        if (!isChanged) return undefined;
        return send.mutateAsync({ files, ...(note.trim() === '' ? {} : { note: note.trim() }) });
      }}
    >
      <p className={styles.help}>
        The edit is kept as an event, beside what was proposed. What was backtested before is no longer what
        is proposed: the backtest has to be run again
        {proposal.state === 'accepted' && ', and it has to be accepted again'}.
      </p>
      {files.map(({ path, content }, index) => (
        <div key={path} className={styles.field}>
          <label htmlFor={`${id}-${index}`}>{path}</label>
          <textarea
            id={`${id}-${index}`}
            className={styles.area}
            rows={Math.min(28, content.split('\n').length + 1)}
            // biome-ignore lint/a11y/noAutofocus: a person has just asked to edit the files
            autoFocus={index === 0}
            spellCheck="false"
            value={content}
            onChange={(event) => write(path, event.target.value)}
          />
        </div>
      ))}
      <TextLines label="What did you change, and why?" optional value={note} onChange={setNote} />
      {tried && !isChanged && (
        <p role="alert" className={styles.help}>
          Nothing differs yet from what is there.
        </p>
      )}
    </CommandForm>
  );
}
