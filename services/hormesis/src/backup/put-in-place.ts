import { link, rename, stat } from 'node:fs/promises';

/** What file systems say that have no hard links, such as exFAT and some network shares. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK'];

/**
 * Gives a draft its name; where there are hard links, nothing that comes there meanwhile is overwritten either.
 * @throws `EEXIST` where there is a file of that name.
 */
export async function putInPlace(draft: string, file: string, makeLink: typeof link = link): Promise<void> {
  try {
    await makeLink(draft, file);
  } catch (error) {
    if (!withoutLinks.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await refuseToOverwrite(file);
    await rename(draft, file);
  }
}

/** @throws `EEXIST` where there is a file of that name. */
export async function refuseToOverwrite(file: string): Promise<void> {
  const there = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (there) throw Object.assign(new Error(`${file} is there already`), { code: 'EEXIST' });
}
