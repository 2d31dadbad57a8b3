/** Requests that the log has and whose clients got no answer: received whole, perhaps stored, and lost on the way. */
export function findUnanswered(log: string, answered: readonly string[]): readonly string[] {
  const ids = new Set(answered);
  return log
    .split('\n')
    .filter((line) => line.includes('"status"'))
    .map((line) => String((JSON.parse(line) as { correlation_id: unknown }).correlation_id))
    .filter((id) => !ids.has(id));
}
