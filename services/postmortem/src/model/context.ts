/** How many days before the week its events may refer to: changes, open proposals, running incidents. */
export const contextDays = 28;

/** What is read beside the week, and what is not, in words. */
export const contextInWords = [
  `Read beside the week: the ${contextDays} days before it; and, however old, the incidents that were resolved in the week and the proposals that nobody had decided on when it began.`,
  `What is older than that is not seen: an exposure step of an artifact whose last step is more than ${contextDays} days older than the week counts as a deploy.`,
];
