/** Runs the work for each item, a few at a time, and answers in the order of the items. */
export async function mapFew<TItem, TResult>(
  items: readonly TItem[],
  atOnce: number,
  work: (item: TItem, index: number) => Promise<TResult>,
): Promise<readonly TResult[]> {
  const results: TResult[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
