import type { PortalRouter } from '@portal/contract';
import { createTRPCClient, httpBatchLink } from '@trpc/client';

const PORTAL = 'https://portal.example';
const client = createTRPCClient<PortalRouter>({
  links: [httpBatchLink({ url: `${PORTAL}/trpc` })],
});

/** A profile as an app shows it: what it read over each transport, or the sentence it got instead. */
export function createProfile(): HTMLElement {
  const list = document.createElement('ul');
  for (const read of [readOverRest, readOverTrpc]) {
    const item = list.appendChild(document.createElement('li'));
    read().then(
      (profile) => item.append(JSON.stringify(profile)),
      ({ message }: Error) => item.append(message),
    );
  }
  return list;
}

async function readOverRest(): Promise<unknown> {
  const response = await fetch(`${PORTAL}/v1/users/profile/exampleuser`);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

function readOverTrpc(): Promise<unknown> {
  return client.users.profile.query({ username: 'exampleuser' });
}
