/** What speaks for or against a change; each is a number that its weight makes a logarithm. */
export const changeTerms = [
  'time',
  'late',
  'alerting',
  'callee',
  'caller',
  'apart',
  'contrastIn',
  'contrastOut',
  'contrastUse',
  'contrastNear',
  'calm',
  'alike',
  'worseIn',
  'worseOut',
  'worseUse',
  'ill',
  'explained',
  'unseen',
  'doseOwn',
  'doseAlert',
  'alignedOwn',
  'misalignedOwn',
  'alignedAlert',
  'misalignedAlert',
] as const;

/** What speaks for “no change did it”. */
export const noneTerms = ['usual', 'rivals', 'elsewhere', 'onePod', 'quiet'] as const;

export type ChangeTerm = (typeof changeTerms)[number];
export type NoneTerm = (typeof noneTerms)[number];
export type Terms<Name extends string = ChangeTerm | NoneTerm> = Readonly<Record<Name, number>>;
