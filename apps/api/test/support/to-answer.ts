import type { Answer } from './transports.ts';

/** Reduces a response of either transport to what both promise to be equal. */
export async function toAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const body = JSON.parse(text);
  if (response.ok) return { status, headers, text, value: body.result?.data ?? body };
  if (typeof body.error === 'string') {
    const { error, correlation_id, ...context } = body;
    return { status, headers, text, error, correlation_id, context };
  }
  const { code, httpStatus, correlation_id, ...context } = body.error.data;
  return { status, headers, text, error: body.error.message, correlation_id, context };
}
