import { InvalidArgumentError } from 'commander';

const MAX_PORT = 65_535;

/** What one start of the mock is told. */
export interface MockServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly mode: 'examples' | 'live';
  /** Origins beside those of this machine whose pages may call with credentials. */
  readonly corsOrigins: readonly string[];
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= MAX_PORT) return port;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${MAX_PORT}.`);
}

export function parseHost(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must be an address such as 127.0.0.1.');
}

/** Adds an origin to those named before it, as browsers write it: a scheme, a host, perhaps a port. */
export function collectOrigin(text: string, named: readonly string[]): readonly string[] {
  const isOrigin = /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
  if (isOrigin) return [...named, text];
  throw new InvalidArgumentError('It must be an origin such as https://app.example.');
}
