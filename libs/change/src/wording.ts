/** A span of seconds as a person says it: `41 s`, `4 min`, `2 h`. */
export function seconds(span: number): string {
  if (span < 120) return `${Math.round(span)} s`;
  if (span < 7_200) return `${Math.round(span / 60)} min`;
  return `${Math.round(span / 3_600)} h`;
}
