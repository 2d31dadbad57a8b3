import type { PortalClientOptions } from './portal-client-options.ts';
import { PortalError } from './portal-error.ts';

/** Reads the headers of each request: the API key and the headers of the caller. */
export function createHeadersReader({
  apiKey,
  headers,
}: PortalClientOptions): () => Promise<Record<string, string>> {
  const key = apiKey === undefined ? {} : { 'x-api-key': apiKey };
  return async () => {
    const added = typeof headers === 'function' ? await readHeaders(headers) : headers;
    const given = Object.entries(added ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), value]],
    );
    return { ...(Object.fromEntries(given) as Record<string, string>), ...key };
  };
}

async function readHeaders<TValues>(headers: () => TValues | Promise<TValues>): Promise<TValues> {
  try {
    return await headers();
  } catch (cause) {
    throw new PortalError('session', 'The headers of this call could not be read', { cause });
  }
}
