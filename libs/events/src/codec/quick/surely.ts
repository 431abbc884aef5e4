/**
 * Whether a value is certainly valid, certainly read as it stands (no default to fill in, nothing to leave out), and
 * can certainly be stored. `false` decides nothing: the schema has to be asked.
 */
export type Surely = (value: unknown) => boolean;

export const never: Surely = () => false;
