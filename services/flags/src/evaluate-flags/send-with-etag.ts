import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** Sends JSON under an ETag made of its content, or 304 without a body to who has that content. */
export async function sendWithEtag(
  reply: FastifyReply,
  body: object,
  known: string | undefined,
): Promise<void> {
  const json = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 27)}"`;
  reply.header('etag', etag);
  if (matches(known, etag)) await reply.code(304).send();
  else await reply.code(200).type('application/json; charset=utf-8').send(json);
}

/** `If-None-Match` compares weakly, may list several tags, and takes `*` for any. */
function matches(known: string | undefined, etag: string): boolean {
  const tags = (known ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
