import { SESSION_COOKIE } from '@portal/contract';
import { DOCUMENTED_USER, VETERAN } from '../demo/demo-users.ts';
import type { DemoViewer } from '../demo/seed-demo.ts';

/** What a serving process says once, when it is ready. */
export interface Serving {
  readonly url: string;
  readonly db: string;
  readonly viewers: readonly DemoViewer[];
}

/** What a person needs to try a server that has just started: where it is, and lines to paste. */
export function formatServing({ url, db, viewers }: Serving): string {
  const where = [
    `Portal is listening on ${url}`,
    `  REST      ${url}/v1`,
    `  tRPC      ${url}/trpc`,
    `  docs      ${url}/docs`,
    `  health    ${url}/healthz`,
    `  database  ${db}`,
  ];
  if (viewers.length === 0) return where.join('\n');
  const lines = viewers.map((viewer) => `\n# ${tellViewer(viewer)}\n${curlLine(url, viewer)}`);
  return [...where, '', 'Paste a line to see what each viewer sees:', ...lines, ''].join('\n');
}

function tellViewer({ username, level }: DemoViewer): string {
  if (username === DOCUMENTED_USER.username) return `${username} picks its Discord avatar`;
  return level === 'user'
    ? `${username} (level user) gets the documented answer`
    : `${username} (level ${level}) can act on ${VETERAN.username}, and sees more`;
}

function curlLine(url: string, { username, level, token }: DemoViewer): string {
  const cookie = `-b ${SESSION_COOKIE}=${token}`;
  if (username === DOCUMENTED_USER.username) {
    return `curl -X POST ${url}/v1/users/me/update -H "Content-Type: application/json" ${cookie} -d '{"avatar_source": "discord"}'`;
  }
  const target = level === 'user' ? DOCUMENTED_USER.username : VETERAN.username;
  return `curl ${url}/v1/users/profile/${target} ${cookie}`;
}
