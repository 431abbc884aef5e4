const shortest = 4;

/** Replaces what must not be read: each secret as it is, in base64 and as part of an address. */
export function hide(text: string, secrets: readonly string[]): string {
  let hidden = text;
  for (const secret of secrets) {
    if (secret.length < shortest) continue;
    for (const form of [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)]) {
      hidden = hidden.replaceAll(form, '[hidden]');
    }
  }
  return hidden;
}
