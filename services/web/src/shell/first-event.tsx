import { useQuery } from '@tanstack/react-query';
import { urlOf } from '../api/http.js';
import { sessionQuery } from '../api/session.js';
import { CodeBlock } from '../ui/code-block.js';
import { deploymentCommand } from './first-event-command.js';

/** The exact command that sends a first event to this server. */
export function FirstEvent() {
  const { data: session } = useQuery(sessionQuery);
  const command = deploymentCommand({
    url: urlOf('v1/events').href,
    token: session?.token ?? '$HORMESIS_TOKEN',
    id: 'my-first-deployment',
    time: new Date().toISOString(),
  });
  return (
    <>
      <p>Send one from a terminal; it shows up here at once.</p>
      <CodeBlock name="curl" text={command} />
      {!session?.token && (
        <p>
          <code>$HORMESIS_TOKEN</code> is a token with the scope <code>events:write</code>.
        </p>
      )}
    </>
  );
}
