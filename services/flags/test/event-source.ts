/** A reader of server-sent events, as far as the tests look: messages, and the comments between them. */
export async function openStream(address: string, headers: Record<string, string> = {}) {
  const controller = new AbortController();
  const response = await fetch(address, { headers, signal: controller.signal });
  const blocks: string[] = [];
  const reading = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        blocks.push(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  })().catch(() => undefined);
  return {
    status: response.status,
    headers: response.headers,
    /** Every block so far, as it was sent. */
    blocks,
    messages: () => blocks.map(messageOf).filter((message) => message !== undefined),
    close: async () => {
      controller.abort();
      await reading;
    },
  };
}

export type Message = { id: string | undefined; data: unknown };

function messageOf(block: string): Message | undefined {
  const lines = block.split('\n');
  const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const data = field('data');
  return data === undefined ? undefined : { id: field('id'), data: JSON.parse(data) };
}
