/** The answers that the log tells of and no client heard: received whole, perhaps stored, and lost on the way. */
export function findUnheard(log: string, heard: readonly string[]): readonly string[] {
  const ids = new Set(heard);
  return log
    .split('\n')
    .filter((line) => line.includes('"status"'))
    .map((line) => String((JSON.parse(line) as { correlation_id: unknown }).correlation_id))
    .filter((id) => !ids.has(id));
}
