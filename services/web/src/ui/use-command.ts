import type { CommandAccepted } from '@hormesis/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotice } from './notices.js';

/** Sends a command; when it is accepted says so and refreshes what it may have changed. */
export function useCommand<Input>(
  run: (input: Input) => Promise<CommandAccepted>,
  { done, refresh }: { done: (input: Input) => string; refresh: readonly string[] },
) {
  const client = useQueryClient();
  const notice = useNotice();
  return useMutation({
    mutationFn: run,
    onSuccess: async (accepted, input) => {
      notice(accepted.events.length === 0 ? 'It was already so: nothing changed.' : done(input));
      await Promise.all(refresh.map((resource) => client.invalidateQueries({ queryKey: [resource] })));
    },
  });
}
