/** The key in a secret as Standard Webhooks writes it: `whsec_` and 24 to 64 bytes in base64. */
export function webhookKeyOf(secret: string): Buffer | undefined {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(base64, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}
