/** The version that people know: as stated, else the end of the package URL, digests shortened. */
export function versionOf({
  version,
  artifactId,
}: {
  version?: string | undefined;
  artifactId?: string;
}): string | null {
  if (version !== undefined) return version;
  const inUrl = /@([^?#]+)/.exec(artifactId ?? '')?.[1];
  if (inUrl === undefined) return null;
  const plain = decoded(inUrl);
  return /^sha256:[0-9a-f]{12,}$/.test(plain) ? plain.slice('sha256:'.length, 'sha256:'.length + 12) : plain;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
