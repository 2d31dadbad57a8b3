import { createPortalClient, isPortalError } from '@portal/client';
import { ErrorResponse, operations, UpdateMeResponse, UserProfileResponse } from '@portal/contract';

/** A `fetch` that brings a session cookie. */
export type Send = (request: Request) => Promise<Response>;

/** Updates, reads and fails, with the client and over REST, and tells what came of it. */
export async function visit(url: string, send: Send): Promise<object> {
  return { client: await visitWithClient(url, send), rest: await visitOverRest(url, send) };
}

async function visitWithClient(url: string, send: Send): Promise<object> {
  const portal = createPortalClient({
    url,
    fetch: (address, init) => send(new Request(address, init)),
  });
  const { user, errors } = await portal.users.updateMe.mutate({
    username: 'no spaces please',
    avatar_source: 'discord_3',
  });
  const profile = await portal.users.profile.query({ username: user.username });
  const failure = await portal.users.profile.query({ username: 'nobody' }).catch((error) => {
    if (isPortalError(error)) return [error.kind, error.status, error.sentence];
    throw error;
  });
  return { errors, profile, failure };
}

async function visitOverRest(url: string, send: Send): Promise<object> {
  const { path, method } = operations['users.updateMe'];
  const body = JSON.stringify({ username: 'ab', avatar_source: 'discord_1' });
  const headers = { 'content-type': 'application/json' };
  const updated = await send(new Request(url + path, { method, headers, body }));
  const { user, errors } = UpdateMeResponse.parse(await updated.json());
  return {
    errors,
    profile: UserProfileResponse.parse(await readProfile(user.username)),
    failure: ErrorResponse.parse(await readProfile('nobody')).error,
  };

  async function readProfile(username: string): Promise<unknown> {
    const path = operations['users.profile'].path.replace('{username}', username);
    return (await send(new Request(url + path))).json();
  }
}
