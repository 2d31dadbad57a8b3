import { connect } from 'node:net';

const WORKERS = 4;
const AHEAD = 100;
const PATIENCE_MS = 60_000;

/** The status of each request, one for each address that a trusted proxy forwards for, in their order. */
export async function flood(url: string, addresses: readonly string[]): Promise<readonly number[]> {
  const share = Math.ceil(addresses.length / WORKERS);
  const workers = Array.from({ length: WORKERS }, (_, worker) => {
    return floodLane(url, addresses.slice(worker * share, (worker + 1) * share));
  });
  return (await Promise.all(workers)).flat();
}

/** Sends a hundred requests ahead at a time, over one connection. */
function floodLane(url: string, addresses: readonly string[]): Promise<readonly number[]> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const statuses: number[] = [];
  let sent = 0;
  let text = '';
  const send = () => {
    const next = addresses.slice(sent, sent + AHEAD);
    sent += next.length;
    socket.write(next.map(toRequest).join(''));
  };
  return new Promise((resolve, reject) => {
    const finish = () => {
      socket.destroy();
      resolve(statuses);
    };
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the server fell silent')));
    socket.on('error', reject);
    socket.on('end', () => reject(new Error(`ended after ${statuses.length} answers`)));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const found = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)];
      statuses.push(...found.map(([, status]) => Number(status)));
      // A status may lie on both sides of a chunk.
      const last = found.at(-1);
      text = text.slice(Math.max(last ? last.index + last[0].length : 0, text.length - 12));
      if (statuses.length < sent) return;
      if (sent < addresses.length) send();
      else finish();
    });
    if (addresses.length === 0) finish();
    else send();
  });
}

function toRequest(address: string): string {
  return `GET /v1/users/me HTTP/1.1\r\nHost: portal.example\r\nX-Forwarded-For: ${address}\r\n\r\n`;
}
