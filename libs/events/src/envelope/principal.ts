/** Who acted. The agent, the human it acts for and the credential used are three separate facts. */
export type Principal = {
  kind: 'person' | 'agent' | 'system';
  id: string;
  /** The person on whose behalf an agent acted. */
  onBehalfOf?: string;
  /** The name of the credential (token) under which the event came in; never the secret. */
  credential?: string;
};
