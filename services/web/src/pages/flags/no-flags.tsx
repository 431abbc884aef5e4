import { useQuery } from '@tanstack/react-query';
import { urlOf } from '../../api/http.js';
import { sessionQuery } from '../../api/session.js';
import { CodeBlock } from '../../ui/code-block.js';
import { Empty } from '../../ui/states.js';
import { defineFlagCommand } from './define-flag-command.js';

export function NoFlags() {
  const { data: session } = useQuery(sessionQuery);
  const command = defineFlagCommand(
    urlOf('api/flags/new-checkout').href,
    session?.token ?? '$HORMESIS_TOKEN',
  );
  return (
    <Empty title="No flag is defined yet.">
      <p>Define one from a terminal. Any OpenFeature SDK can evaluate it over OFREP.</p>
      <CodeBlock name="curl" text={command} />
    </Empty>
  );
}
