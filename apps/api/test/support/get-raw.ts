import { type RawAnswer, sendRaw, toRawRequest } from '@portal/workspace/raw-http';

/** A GET whose target and headers no client tidies up. */
export async function getRaw(
  url: string,
  target: string,
  headers: readonly string[] = [],
): Promise<Response> {
  const lines = [`Host: ${new URL(url).host}`, 'Connection: close', ...headers];
  const [answer] = await sendRaw(url, toRawRequest(`GET ${target} HTTP/1.1`, lines));
  return toResponse(answer);
}

/** Throws where there was no answer. */
export function toResponse(answer: RawAnswer | undefined): Response {
  if (answer === undefined) throw new Error('the server hung up without an answer');
  const { status, headers, body } = answer;
  return new Response(body, { status, headers });
}
