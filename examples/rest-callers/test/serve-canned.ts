import { type LocalServer, serveLocally } from '@portal/workspace/serve-locally';

/** Answers every request alike, for what a real server cannot be brought to say. */
export function serveCanned(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = { 'Content-Type': 'application/json' },
): Promise<LocalServer> {
  return serveLocally((_request, response) => response.writeHead(status, headers).end(body));
}
