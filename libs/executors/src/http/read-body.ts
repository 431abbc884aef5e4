import { Failed } from './outcome-errors.js';

const longest = 32 * 1024 * 1024;

/** The whole body as text. @throws Failed when it has more than 32 MiB */
export async function readBody(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > longest) throw new Failed('The answer has more than 32 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
