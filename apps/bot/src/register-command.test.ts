import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { registerCommand } from './register-command.ts';

const TOKEN = 'discord-token-that-nobody-may-see';

async function startDiscord(status: number) {
  const requests: object[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const body: unknown = JSON.parse(await text(request));
    requests.push({ method, url, authorization: headers.authorization, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end('[]');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const settings = {
    DISCORD_API: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    DISCORD_APPLICATION_ID: '42',
    DISCORD_TOKEN: TOKEN,
  };
  return {
    requests,
    settings,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('the commands of the application are replaced by /login, for servers, users and every direct message', async () => {
  await using discord = await startDiscord(200);
  await registerCommand(discord.settings);
  expect(discord.requests).toEqual([
    {
      method: 'PUT',
      url: '/applications/42/commands',
      authorization: `Bot ${TOKEN}`,
      body: [
        {
          type: 1,
          name: 'login',
          description: 'Get a code to sign in with',
          integration_types: [0, 1],
          contexts: [0, 1, 2],
        },
      ],
    },
  ]);
});

test.for([401, 503])('HTTP %i is a line without the token', async (status) => {
  await using discord = await startDiscord(status);
  const failure = registerCommand(discord.settings);
  await expect(failure).rejects.toThrow(`Discord does not take the command: HTTP ${status}`);
  expect(discord.requests).toHaveLength(1);
});

test('Discord that does not answer is a line without the token', async () => {
  const discord = await startDiscord(200);
  await discord[Symbol.asyncDispose]();
  await expect(registerCommand(discord.settings)).rejects.toThrow(/^Discord does not answer$/);
});
