import { EXAMPLE_VIEWERS } from '@portal/contract';
import { InvalidArgumentError } from 'commander';
import type { SignedInViewer } from '../target.ts';

export type Cookies = Readonly<Partial<Record<SignedInViewer, string>>>;

/** The origin of an HTTP server, without a slash at the end. */
export function parseTargetUrl(text: string): string {
  const isHttp = /^https?:/.test(text) && URL.canParse(text);
  if (!isHttp) throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:3000.');
  return text.replace(/\/+$/, '');
}

/** Adds a session to those named before it: `admin=psession=0123…`. */
export function collectCookie(text: string, named: Cookies = {}): Cookies {
  const [name = '', ...cookie] = text.split('=');
  const viewer = EXAMPLE_VIEWERS.find((candidate) => candidate === name);
  if (viewer !== undefined && viewer !== 'anonymous' && cookie.length >= 2) {
    return { ...named, [viewer]: cookie.join('=') };
  }
  throw new InvalidArgumentError('It must be a viewer and a cookie, as in admin=psession=TOKEN.');
}
