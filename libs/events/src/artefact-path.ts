/**
 * What is wrong with a path at which a file of an artefact is to be written, in a repository or a folder; people edit
 * artefacts. `undefined`: nothing is.
 */
export function faultOfPath(path: string): string | undefined {
  const parts = path.split('/');
  if (path === '' || /^[/~]|^[A-Za-z]:|\\/.test(path)) {
    return `“${path}” must be a path below the repository, with / between its parts.`;
  }
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    return `“${path}” must not lead out of the repository.`;
  }
  if (parts.some((part) => part.toLowerCase() === '.git')) return `“${path}” is inside of .git.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u001f\u007f]/.test(path) ? `“${path}” has control characters.` : undefined;
}

/** What is wrong with the paths of files, or with having them twice. */
export function faultOfPaths(paths: readonly string[]): string | undefined {
  const fault = paths.map(faultOfPath).find((one) => one !== undefined);
  if (fault) return fault;
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  return twice === undefined ? undefined : `“${twice}” stands there twice.`;
}
