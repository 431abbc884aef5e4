/** Where the API has a proposal, or a command on it. */
export function proposalPath(id: string, command?: string): string {
  const path = `/api/proposals/${encodeURIComponent(id)}`;
  return command === undefined ? path : `${path}/${command}`;
}
