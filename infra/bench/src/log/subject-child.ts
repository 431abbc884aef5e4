import { FreshEntries } from './fresh-entries.js';
import { append } from './load.js';
import { read } from './reading.js';
import type { Setting, Subject } from './subject.js';
import type { Answer, Request } from './subject-process.js';

/** Loads only what is measured: our adapter changes how kafkajs reads, also for others in its process. */
async function open(setting: Setting): Promise<Subject> {
  if (setting.name === 'hormesis')
    return import('./hormesis-subject.js').then(({ hormesisSubject }) => hormesisSubject(setting));
  if (setting.stage.log === 'postgres')
    return import('./insert-subject.js').then(({ insertSubject }) => insertSubject(setting));
  return import('./kafkajs-subject.js').then(({ kafkajsSubject }) => kafkajsSubject(setting));
}

const entries = new FreshEntries();
const setting = JSON.parse(process.argv[2] ?? '{}') as Setting;
const subject = open(setting);

async function answer(request: Request): Promise<unknown> {
  const opened = await subject;
  switch (request.kind) {
    case 'open':
      return undefined;
    case 'append':
      return append(opened, entries, setting.stage, request.load);
    case 'read':
      return read(opened, setting.stage, request.heads);
    case 'close':
      return opened.close();
  }
}

process.on('message', (request: Request) => {
  answer(request)
    .then(
      (result): Answer => ({ result }),
      (error: unknown): Answer => ({
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    )
    .then((said) => process.send?.(said));
});
