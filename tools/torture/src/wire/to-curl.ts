import type { WireRequest } from './wire-request.ts';

/** What curl makes of a body by itself, and would make twice. */
const OWN_HEADERS = ['content-length'];

/** A line for bash that sends a request again. */
export function toCurl({ method, target, headers, body }: WireRequest, url: string): string {
  const own = headers.filter(([name]) => !OWN_HEADERS.includes(name.toLowerCase()));
  return [
    `curl -si -X ${quote(method)} --path-as-is --globoff ${quote(url)}`,
    `--request-target ${quote(target)}`,
    ...own.map(([name, value]) => `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${quote(body.toString('latin1'))}`]),
  ].join(' ');
}

/** As bash reads it; each byte that is not plain is an escape. */
function quote(bytes: string): string {
  if (/^[\w./:=-]+$/.test(bytes)) return bytes;
  if (/^[ -&(-~]*$/.test(bytes)) return `'${bytes}'`;
  const escaped = bytes.replace(/[^ -&(-[\]-~]/g, (byte) => {
    return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `$'${escaped}'`;
}
