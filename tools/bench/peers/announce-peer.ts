/** Tells whoever started this process where it listens; closes, and so ends with 0, at SIGTERM. */
export function announcePeer(url: string, close: () => Promise<void>): void {
  process.once('SIGTERM', () => void close());
  process.stdout.write(`${JSON.stringify({ url })}\n`);
}
