/** Follows `/api/stream` as a browser does; collects the names of the events it shows. */
export async function openStream(server: { url: string; token: string }): Promise<{
  /** Waits until an entry of that name came; all names so far. */
  until(name: string, withinMs?: number): Promise<string[]>;
  close(): void;
}> {
  const end = new AbortController();
  const response = await fetch(`${server.url}/api/stream`, {
    headers: { authorization: `Bearer ${server.token}`, accept: 'text/event-stream' },
    signal: end.signal,
  });
  if (!response.ok || !response.body) throw new Error(`/api/stream: ${response.status}`);
  const names: string[] = [];
  void collect(response.body, names).catch(() => undefined);
  return {
    until: async (name, withinMs = 20_000) => {
      const deadline = Date.now() + withinMs;
      while (!names.includes(name)) {
        if (Date.now() > deadline) throw new Error(`${name} did not come; these did: ${names.join(', ')}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      return [...names];
    },
    close: () => end.abort(),
  };
}

async function collect(body: ReadableStream<Uint8Array>, names: string[]): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const data = part.split('\n').find((line) => line.startsWith('data: '));
      const entry = data ? (JSON.parse(data.slice(6)) as { name?: string }) : {};
      if (entry.name) names.push(entry.name);
    }
  }
}
