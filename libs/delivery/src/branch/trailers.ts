/** What our commits say of themselves in their last lines. */
export type Trailers = { proposal: string; digest: string; files: readonly string[] };

export function trailerLines({ proposal, digest, files }: Trailers): string[] {
  return [
    `Hormesis-Proposal: ${proposal}`,
    `Hormesis-Digest: ${digest}`,
    ...files.map((path) => `Hormesis-File: ${path}`),
  ];
}

/** What a commit’s message says, if it is one of ours. */
export function trailersIn(message: string): Trailers | undefined {
  const lines = message.split('\n').map((line) => line.trimEnd());
  const all = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  const [proposal] = all('Hormesis-Proposal');
  const [digest] = all('Hormesis-Digest');
  if (proposal === undefined || digest === undefined) return undefined;
  return { proposal, digest, files: all('Hormesis-File') };
}

/** A line of a request’s text that people do not see, and by which the request is known again. */
export function markOf(digest: string): string {
  return `<!-- hormesis-digest: ${digest} -->`;
}

export function isMarked(body: string, digest: string): boolean {
  return body.includes(markOf(digest));
}
