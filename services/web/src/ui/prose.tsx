/** A sentence of the server's; what it puts between backticks is shown as code. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text stay in place
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
