import type { Reply } from './call.ts';

/** Whether a reply is the contract's refusal: these two fields and no more, with the id in the header too. */
export function isRefusal(
  { status, headers, text }: Reply,
  wanted: number,
  sentence: string,
): boolean {
  if (status !== wanted) return false;
  try {
    const { error, correlation_id, ...rest } = JSON.parse(text);
    const isWhole = error === sentence && Object.keys(rest).length === 0;
    return (
      isWhole && correlation_id !== undefined && correlation_id === headers['x-correlation-id']
    );
  } catch {
    return false;
  }
}

export function isUnavailable(reply: Reply): boolean {
  return isRefusal(reply, 503, 'Service unavailable');
}
