import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { NOT_FOUND, NOTHING, type Script } from './portal-stand-in.ts';
import {
  DISCORD_KEY,
  SITE,
  type SigningOptions,
  sendInteraction,
  signInteraction,
  startTestBot,
  type TestBot,
} from './test-bot.ts';

const END = '2099-03-19T12:10:00Z';
const niels = { id: '123456789012345678', username: 'niels', discriminator: '0', avatar: 'abc' };
const login = { type: 2, data: { name: 'login' }, user: niels };

const withCode: Script = {
  sendCode: () => ({ code: 'Vy8nFKq2', expires_at: END }),
  loginCode: () => NOTHING,
};
const withoutAccount: Script = { sendCode: () => NOT_FOUND, loginCode: () => NOTHING };
const refused = (trpc: 'FORBIDDEN' | 'UNAUTHORIZED' | 'TOO_MANY_REQUESTS', message: string) => {
  const status = { FORBIDDEN: 403, UNAUTHORIZED: 401, TOO_MANY_REQUESTS: 429 }[trpc];
  return { trpc, status, message } as const;
};

interface Message {
  readonly type: number;
  readonly data: {
    readonly content: string;
    readonly flags: number;
    readonly allowed_mentions: object;
  };
}

async function ask(bot: TestBot, interaction: unknown = login): Promise<Message> {
  const response = await sendInteraction(bot, signInteraction(interaction));
  expect(response.status).toBe(200);
  return (await response.json()) as Message;
}

describe('proof of the sender', () => {
  test('a ping that Discord signed is answered', async () => {
    await using bot = await startTestBot(withCode);
    const response = await sendInteraction(bot, signInteraction({ type: 1 }));
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ type: 1 });
  });

  test.for<[string, SigningOptions, (request: ReturnType<typeof signInteraction>) => void]>([
    ['another key signed', { isForged: true }, () => {}],
    ['is six minutes old, as one that is sent again', { age: 301 }, () => {}],
    ['is six minutes ahead', { age: -302 }, () => {}],
    ['has another body', {}, (request) => Object.assign(request, { body: `${request.body} ` })],
    ['has no signature', {}, ({ headers }) => delete headers['x-signature-ed25519']],
    ['has no time', {}, ({ headers }) => delete headers['x-signature-timestamp']],
    ['has half a signature', {}, ({ headers }) => cut(headers, 64)],
    ['has a signature with a letter beyond f', {}, ({ headers }) => cut(headers, 127, 'g')],
  ])('a request that %s is 401, and Portal is not asked', async ([, options, spoil]) => {
    await using bot = await startTestBot(withCode);
    for (const interaction of [{ type: 1 }, login]) {
      const request = signInteraction(interaction, options);
      spoil(request);
      const response = await sendInteraction(bot, request);
      expect([response.status, await response.text()]).toEqual([401, 'invalid request signature']);
    }
    expect(bot.portal.calls).toEqual([]);
  });

  test('the bytes are what is signed, whatever they are', async () => {
    await using bot = await startTestBot(withCode);
    const spaced = `  {"type":2,\n"data":{"name":"login"},"user":${JSON.stringify(niels)}}`;
    expect((await ask(bot, spaced)).data.content).toContain('Vy8nFKq2');
  });

  test('a body that is too large is 413, whether its length is told or not', async () => {
    await using bot = await startTestBot(withCode);
    const body = 'x'.repeat(70_000);
    const told = await sendInteraction(bot, { body, headers: {} });
    const stream = new Blob([body]).stream();
    const init = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
    const untold = await fetch(`${bot.url}/discord/interactions`, init);
    expect([told.status, untold.status]).toEqual([413, 413]);
  });

  test.for(['{', '[]', '7', '{"type":"2"}', '{"type":2,"user":{"id":"x","username":"a"}}'])(
    'signed text that is no interaction is 400: %s',
    async (text) => {
      await using bot = await startTestBot(withCode);
      expect((await sendInteraction(bot, signInteraction(text))).status).toBe(400);
      expect(bot.portal.calls).toEqual([]);
    },
  );
});

describe('/login', () => {
  test('shows a code that the bot makes to the person alone, and mentions nobody', async () => {
    await using bot = await startTestBot(withCode);
    const { type, data } = await ask(bot);
    expect([type, data.flags, data.allowed_mentions]).toEqual([4, 64, { parse: [] }]);
    expect(data.content).toContain('`Vy8nFKq2`');
    expect(data.content).toContain(`<t:${Date.parse(END) / 1000}:t>`);
    expect(data.content).toContain(SITE);
    expect(bot.portal.calls).toHaveLength(1);
  });

  test('sends the key of the Discord bot, and who asks', async () => {
    await using bot = await startTestBot(withCode);
    await ask(bot);
    expect(bot.portal.calls).toEqual([
      {
        operation: 'botSendCode',
        key: DISCORD_KEY,
        profile: {
          platform: 'discord',
          platform_user_id: niels.id,
          platform_username: 'niels',
          platform_avatar_url: `https://cdn.discordapp.com/avatars/${niels.id}/abc.png`,
        },
      },
    ]);
  });

  test('takes the person, not the nickname and the picture of a server', async () => {
    await using bot = await startTestBot(withCode);
    const member = { nick: 'somebody', avatar: 'other', user: niels };
    await ask(bot, { type: 2, data: { name: 'login' }, member });
    expect(bot.portal.calls[0]?.profile).toMatchObject({ platform_username: 'niels' });
    expect(bot.portal.calls[0]?.profile.platform_avatar_url).toContain('/abc.png');
  });

  test('shows the code that the website asked for when no account has the identity', async () => {
    const script = { ...withoutAccount, loginCode: () => ({ code: 'ABCD2345', expires_at: END }) };
    await using bot = await startTestBot(script);
    expect((await ask(bot)).data.content).toContain('`ABCD2345`');
    const operations = bot.portal.calls.map(({ operation }) => operation);
    expect(operations).toEqual(['botSendCode', 'botLoginCode']);
  });

  test('says how to begin when nothing is pending, with the id that nobody knows', async () => {
    await using bot = await startTestBot(withoutAccount);
    const { content } = (await ask(bot)).data;
    expect(content).toContain('No login is waiting for you.');
    expect(content).toContain(SITE);
    expect(content).toContain(niels.id);
  });

  test('says that a login from the website is due, unless one is pending', async () => {
    const due = refused('FORBIDDEN', 'Web login required');
    await using bot = await startTestBot({ sendCode: () => due, loginCode: () => NOTHING });
    expect((await ask(bot)).data.content).toMatch(/^It is time for a login from the website/);
    bot.portal.script = {
      sendCode: () => due,
      loginCode: () => ({ code: 'ABCD2345', expires_at: END }),
    };
    expect((await ask(bot)).data.content).toContain('`ABCD2345`');
  });

  test.for([
    ['Account is banned', refused('FORBIDDEN', 'Account is banned'), /cannot sign in/],
    ['Account is timed out', refused('FORBIDDEN', 'Account is timed out'), /cannot sign in/],
    ['Too many requests', refused('TOO_MANY_REQUESTS', 'Too many requests'), /Too many people/],
    ['Access denied', refused('FORBIDDEN', 'Access denied'), /out of order/],
    ['Invalid API key', refused('UNAUTHORIZED', 'Invalid API key'), /out of order/],
  ] as const)('reads %s in plain words, and does not ask further', async ([, answer, text]) => {
    await using bot = await startTestBot({ sendCode: () => answer, loginCode: () => NOTHING });
    expect((await ask(bot)).data.content).toMatch(text);
    expect(bot.portal.calls).toHaveLength(1);
  });

  test('logs what a person has to put right, with status and message', async () => {
    const answer = refused('UNAUTHORIZED', 'Invalid API key');
    await using bot = await startTestBot({ sendCode: () => answer, loginCode: () => NOTHING });
    await ask(bot);
    expect(bot.log()).toContain('"status":401,"portal":"Invalid API key"');
  });

  test('is answered in time when Portal is not: both calls share two seconds', async () => {
    const slow = () => wait(1500, NOT_FOUND);
    await using bot = await startTestBot({ sendCode: slow, loginCode: () => wait(1500, NOTHING) });
    expect((await ask(bot)).data.content).toMatch(/does not answer/);
    expect(bot.portal.calls).toHaveLength(2);
  });

  test('is answered when Portal is away', async () => {
    await using bot = await startTestBot(withCode);
    await bot.portal[Symbol.asyncDispose]();
    expect((await ask(bot)).data.content).toMatch(/does not answer/);
    Object.assign(bot.portal, { [Symbol.asyncDispose]: async () => {} });
  });

  test('gives five codes in ten minutes to a person, so that nobody spends everybody’s calls', async () => {
    await using bot = await startTestBot(withCode);
    for (let command = 0; command < 5; command += 1) await ask(bot);
    expect((await ask(bot)).data.content).toMatch(/many times/);
    expect(bot.portal.calls).toHaveLength(5);
    const another = { ...login, user: { ...niels, id: '2' } };
    expect((await ask(bot, another)).data.content).toContain('Vy8nFKq2');
  });

  test.for<[string, unknown]>([
    ['another command', { ...login, data: { name: 'ban' } }],
    ['a button', { type: 3, data: { custom_id: 'login' }, user: niels }],
    ['a command of nobody', { type: 2, data: { name: 'login' } }],
  ])('is not %s: that shows no code', async ([, interaction]) => {
    await using bot = await startTestBot(withCode);
    const { data } = await ask(bot, interaction);
    expect([data.content, data.flags]).toEqual(['I know one command: /login.', 64]);
    expect(bot.portal.calls).toEqual([]);
  });
});

function cut(headers: Record<string, string>, length: number, end = ''): void {
  headers['x-signature-ed25519'] = (headers['x-signature-ed25519'] ?? '').slice(0, length) + end;
}
