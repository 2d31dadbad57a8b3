import { SESSION_COOKIE } from '@portal/contract';
import { DOCUMENTED_USER, VETERAN } from '../demo/demo-users.ts';
import type { DemoKeys, DemoViewer } from '../demo/seed-demo.ts';

/** What a serving process says once, when it is ready. */
export interface Serving {
  readonly url: string;
  readonly db: string;
  readonly viewers: readonly DemoViewer[];
  readonly keys?: DemoKeys;
}

/** What a person needs to try a server that has just started: where it is, and lines to paste. */
export function formatServing({ url, db, viewers, keys }: Serving): string {
  const where = [
    `Portal is listening on ${url}`,
    `  REST      ${url}/v1`,
    `  tRPC      ${url}/trpc`,
    `  docs      ${url}/docs`,
    `  health    ${url}/healthz`,
    `  database  ${db}`,
  ];
  if (viewers.length === 0) return where.join('\n');
  const lines = viewers.map((viewer) => `\n# ${formatViewer(viewer)}\n${curlLine(url, viewer)}`);
  const login = keys === undefined ? [] : formatLogin(url, keys);
  return [
    ...where,
    '',
    'Paste a line to see what each viewer sees:',
    ...lines,
    '',
    'Paste these in order to sign in, with the bot played by curl, and out:',
    ...login,
    '',
  ].join('\n');
}

/** A login of the documented user as the website and the bot make it. */
function formatLogin(url: string, { public_key, bot_key }: DemoKeys): readonly string[] {
  const post = (path: string, key: string, body: string) =>
    `curl -s ${url}/v1/authentication/${path} -H "X-API-Key: ${key}" -H "Content-Type: application/json" -d ${body}`;
  const identity = '"platform": "discord", "platform_user_id": "1185865881356615713"';
  const profile = `${identity}, "platform_username": "exampleuser"`;
  return [
    `\n# the website asks for a code\n${post('request', public_key, `'{${identity}}'`)}`,
    `\n# the bot reads it\nCODE=$(${post('bot/login-code', bot_key, `'{${profile}}'`)} | cut -d '"' -f 4)`,
    `\n# the website signs in with it\nCOOKIES=$(mktemp)\n${post('verify', public_key, '"{\\"code\\": \\"$CODE\\"}"')} -c $COOKIES`,
    `\n# where the user is signed in\ncurl -s ${url}/v1/users/me/sessions -b $COOKIES`,
    `\n# the user signs out\ncurl -s -X POST ${url}/v1/authentication/logout -b $COOKIES -c $COOKIES`,
  ];
}

function formatViewer({ username, level }: DemoViewer): string {
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
