/** The first sentences of a text that together have room on one line of the timeline; at least the first. */
export function inShort(text: string, room = 160): string {
  const sentences = text.split(/(?<=[.!?])\s+/);
  let short = sentences[0] ?? '';
  for (const sentence of sentences.slice(1)) {
    if (short.length + 1 + sentence.length > room) break;
    short = `${short} ${sentence}`;
  }
  return short;
}
