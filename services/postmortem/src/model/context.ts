/** How many days before the week its events may refer to: changes, open proposals, running incidents. */
export const contextDays = 28;

/** What is read beside the week, and what is not, in words. */
export const contextInWords = [
  `Read beside the week: the ${contextDays} days before it; and, however old, the incidents that were resolved in the week and the proposals that were not decided on, or not in force, when it began, or of which something is told since then.`,
  `What is older than that is not seen: an exposure step of an artifact whose last step is more than ${contextDays} days older than the week counts as a deploy.`,
];
