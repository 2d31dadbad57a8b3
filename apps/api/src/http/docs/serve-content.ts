import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Handler } from 'hono';
import { accepts } from 'hono/accepts';

/** What is served at one path, the same to everyone. */
export interface Content {
  readonly headers: Readonly<Record<string, string>>;
  readonly read: () => Promise<Buffer<ArrayBuffer>>;
}

/**
 * Reads and compresses at the first request, so that no start waits for it, and sends the very bytes it keeps:
 * `hono/etag` would copy them for each response.
 */
export function serveContent({ headers, read }: Content): Handler {
  const load = keepOnce(async () => encode(await read()));
  return async (c) => {
    const { etag, ...forms } = await load();
    c.header('Vary', 'Accept-Encoding', { append: true });
    const caching = { ETag: etag, 'Cache-Control': 'no-cache' };
    // A browser takes the headers of a 304 for the page it has kept, its content policy too (RFC 9111, 3.2).
    if (isKnown(c.req.header('if-none-match'), etag)) {
      return c.body(null, 304, { ...headers, ...caching });
    }
    const encoding = accepts(c, {
      header: 'Accept-Encoding',
      supports: ['gzip'],
      default: 'identity',
    });
    const bytes = encoding === 'gzip' ? forms.gzip : forms.identity;
    return c.body(bytes, 200, {
      ...headers,
      ...(encoding === 'gzip' && { 'Content-Encoding': 'gzip' }),
      'Content-Length': String(bytes.length),
      ...caching,
    });
  };
}

/** By weak comparison, which is what `If-None-Match` asks for (RFC 9110, 13.1.2). */
function isKnown(sent: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return (
    sent?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag)) ?? false
  );
}

interface Encoded {
  readonly identity: Buffer<ArrayBuffer>;
  readonly gzip: Buffer<ArrayBuffer>;
  readonly etag: string;
}

async function encode(identity: Buffer<ArrayBuffer>): Promise<Encoded> {
  const digest = createHash('sha256').update(identity).digest('base64url');
  // Weak, because both forms have it (RFC 9110, 8.8.1).
  return { identity, gzip: await promisify(gzip)(identity, { level: 9 }), etag: `W/"${digest}"` };
}

/** What failed is tried again at the next call. */
function keepOnce<TValue>(make: () => Promise<TValue>): () => Promise<TValue> {
  let made: Promise<TValue> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
