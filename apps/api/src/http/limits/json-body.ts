import { decodeBody, isJsonRequest, MAX_BODY_SIZE, type Outcome, refuse } from '@portal/contract';
import type { HttpRequest } from '../http-request.ts';

/** The text of a body that claims to be JSON; undefined when it is not UTF-8 or begins with a mark, which no JSON does. */
export async function readJsonBody(request: HttpRequest): Promise<Outcome<string | undefined>> {
  const type = request.headers['content-type'] ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!isJsonRequest(type, encoding)) return refuse({ code: 'unsupported_media_type' });
  const bytes = await request.readBody(MAX_BODY_SIZE);
  if (bytes === undefined) return refuse({ code: 'request_too_large' });
  return { ok: true, value: decodeBody(bytes) };
}
