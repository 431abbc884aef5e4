/** Seeds by which the catalogue, people’s delays and the rule of acceptance were set; no figure is reported on them. */
export const tuningSeeds = [1, 2, 3] as const;

/** Seeds that figures are reported on; nothing was changed after they were first lived through. */
export const reportSeeds = [2026, 2027, 2028, 2029] as const;
