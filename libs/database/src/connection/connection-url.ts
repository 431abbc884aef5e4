/**
 * Gives `sslmode` the meaning that psql gives it (`require` encrypts without checking the certificate, `verify-full`
 * checks it); the driver alone would check it for `require` too, and fail with most managed databases.
 */
export function withLibpqMeaning(url: string): string {
  const mode = /[?&]sslmode=([\w-]+)/.exec(url)?.[1];
  if (!mode || mode === 'no-verify' || url.includes('uselibpqcompat=')) return url;
  return `${url}&uselibpqcompat=true`;
}

/** `host:port/database`: where the database is, without user and password. */
export function whereIs(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return `${host || searchParams.get('host') || 'localhost'}${pathname}`;
  } catch {
    return 'the address given';
  }
}
