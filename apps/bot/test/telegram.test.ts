import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { NOT_FOUND, NOTHING, type Script } from './portal-stand-in.ts';
import { SITE, startTestBot, TELEGRAM_KEY, type TestBot } from './test-bot.ts';

const CODE = 'Vy8nFKq2';
const withCode: Script = {
  sendCode: () => ({ code: CODE, expires_at: new Date(Date.now() + 570_000).toISOString() }),
  loginCode: () => NOTHING,
};

const niels = { id: 42, is_bot: false, first_name: 'Niels', username: 'niels' };
const privateChat = { id: 42, type: 'private', first_name: 'Niels' };
let lastUpdate = 0;

function toUpdate(text: string, fields: Record<string, unknown> = {}): object {
  lastUpdate += 1;
  const [command = ''] = text.split(' ');
  return {
    update_id: lastUpdate,
    message: {
      message_id: lastUpdate,
      date: Math.floor(Date.now() / 1000),
      from: niels,
      chat: privateChat,
      text,
      entities: [{ type: 'bot_command', offset: 0, length: command.length }],
      ...fields,
    },
  };
}

function say(bot: TestBot, text: string, fields: Record<string, unknown> = {}) {
  return bot.telegram.deliver(toUpdate(text, fields));
}

describe('the webhook', () => {
  test('is set at each start, with its secret, for messages alone', async () => {
    await using bot = await startTestBot(withCode);
    const call = bot.telegram.calls.find(({ method }) => method === 'setWebhook');
    expect(call?.payload).toMatchObject({ allowed_updates: ['message'], max_connections: 10 });
    expect(String(call?.payload['secret_token']).length).toBeGreaterThanOrEqual(32);
  });

  test.for(['', 'another secret'])('without its secret is 401: %j', async (secret) => {
    await using bot = await startTestBot(withCode);
    expect(await bot.telegram.deliver(toUpdate('/login'), secret)).toEqual([401]);
    expect(bot.portal.calls).toEqual([]);
  });

  test('takes no body that is too large', async () => {
    await using bot = await startTestBot(withCode);
    expect(await say(bot, '/login', { quote: 'x'.repeat(300_000) })).toEqual([413]);
  });
});

describe('/login in the private chat', () => {
  test.for(['/login', '/login@portal_bot', '/start login', '/start'])(
    '%s sends a code',
    async (text) => {
      await using bot = await startTestBot(withCode);
      expect(await say(bot, text)).toEqual([200]);
      const [message, ...more] = bot.telegram.sent();
      expect(more).toEqual([]);
      expect(message).toMatchObject({
        chat_id: 42,
        entities: [{ type: 'code', offset: 0, length: 8 }],
        reply_markup: { inline_keyboard: [[{ copy_text: { text: CODE } }]] },
      });
      expect(message?.['text']).toMatch(
        /^Vy8nFKq2\n\nThis is your login code\. It is good for (9|10) min\./,
      );
      expect(message?.['text']).toContain(SITE);
      expect(message).not.toHaveProperty('parse_mode');
    },
  );

  test('sends the key of the Telegram bot, and who asks, without an avatar', async () => {
    await using bot = await startTestBot(withCode);
    await say(bot, '/login');
    expect(bot.portal.calls).toEqual([
      {
        operation: 'botSendCode',
        key: TELEGRAM_KEY,
        profile: {
          platform: 'telegram',
          platform_user_id: '42',
          platform_username: 'niels',
          platform_avatar_url: null,
        },
      },
    ]);
  });

  test('answers in the topic of a private chat that has topics', async () => {
    await using bot = await startTestBot(withCode);
    await say(bot, '/login', { message_thread_id: 9, is_topic_message: true });
    expect(bot.telegram.sent()[0]).toMatchObject({ message_thread_id: 9 });
  });

  test('says how to begin when nothing is pending', async () => {
    await using bot = await startTestBot({ sendCode: () => NOT_FOUND, loginCode: () => NOTHING });
    await say(bot, '/login');
    const text = String(bot.telegram.sent()[0]?.['text']);
    expect(text).toContain('your Telegram id 42');
    expect(bot.telegram.sent()[0]).not.toHaveProperty('reply_markup');
  });
});

describe('no code is shown', () => {
  const group = { id: -5, type: 'group', title: 'Friends' };
  const old = Math.floor(Date.now() / 1000) - 301;
  const bot = { id: 42, is_bot: true, first_name: 'Bot' };

  test.for<[string, string, Record<string, unknown>]>([
    ['a group', '/login', { chat: group }],
    ['a supergroup', '/login', { chat: { ...group, type: 'supergroup' } }],
    ['another bot’s command', '/login@other_bot', {}],
    ['a command in mid-text', 'send /login', {}],
    ['a command in capitals', '/LOGIN', {}],
    ['a private chat of somebody else', '/login', { chat: { ...privateChat, id: 43 } }],
    ['a bot', '/login', { from: bot }],
    ['a business bot that writes for a person', '/login', { sender_business_bot: bot }],
    ['an inline bot', '/login', { via_bot: bot }],
    ['what waited longer than five minutes', '/login', { date: old }],
    ['other words', 'hello', { entities: undefined }],
  ])('to %s: Portal is not asked', async ([, text, fields]) => {
    await using bot = await startTestBot(withCode);
    expect(await say(bot, text, fields)).toEqual([200]);
    expect(bot.portal.calls).toEqual([]);
    expect(JSON.stringify(bot.telegram.sent())).not.toContain(CODE);
  });

  test.for(['edited_message', 'channel_post', 'business_message', 'guest_message'])(
    'to a %s: Portal is not asked',
    async (kind) => {
      await using bot = await startTestBot(withCode);
      const { message, update_id } = toUpdate('/login') as { message: object; update_id: number };
      expect(await bot.telegram.deliver({ update_id, [kind]: message })).toEqual([200]);
      expect([bot.portal.calls, bot.telegram.sent()]).toEqual([[], []]);
    },
  );

  test('in a group, which is shown the way to the private chat', async () => {
    await using bot = await startTestBot(withCode);
    await say(bot, '/login', { chat: group });
    expect(bot.telegram.sent()[0]).toMatchObject({
      chat_id: -5,
      reply_markup: { inline_keyboard: [[{ url: 'https://t.me/portal_bot?start=login' }]] },
    });
  });
});

describe('what Telegram does not take', () => {
  test.for<[string, ReturnType<TestBot['telegram']['fault']>]>([
    ['429', { status: 429, description: 'Too Many Requests: retry after 3600' }],
    ['500', { status: 500, description: 'Internal Server Error' }],
    ['a connection that breaks', 'hang up'],
  ])('is sent again after %s, since Telegram keeps the update', async ([, fault]) => {
    await using bot = await startTestBot(withCode);
    let failures = 0;
    bot.telegram.fault = ({ method }) => {
      if (method !== 'sendMessage' || failures === 2) return undefined;
      failures += 1;
      return fault;
    };
    expect(await say(bot, '/login')).toEqual([500, 500, 200]);
    expect(bot.telegram.sent()).toHaveLength(3);
    expect(bot.portal.calls).toHaveLength(3);
  });

  test('is not sent again to a person who blocked the bot', async () => {
    await using bot = await startTestBot(withCode);
    const fault = { status: 403, description: 'Forbidden: bot was blocked by the user' };
    bot.telegram.fault = ({ method }) => (method === 'sendMessage' ? fault : undefined);
    expect(await say(bot, '/login')).toEqual([200]);
    expect(bot.log()).toContain('Forbidden: bot was blocked by the user');
  });

  test('while the first run goes on, a repeat of it is harmless', async () => {
    const slow = async () => wait(300, { code: CODE, expires_at: '2099-01-01T00:00:00Z' });
    await using bot = await startTestBot({ ...withCode, sendCode: slow });
    const update = toUpdate('/login');
    const statuses = await Promise.all([
      bot.telegram.deliver(update),
      bot.telegram.deliver(update),
    ]);
    expect(statuses).toEqual([[200], [200]]);
  });
});

describe('long polling', () => {
  test('answers what waits, and lasts through a message that cannot be sent', async () => {
    await using bot = await startTestBot(withCode, 'polling');
    const methods = () => bot.telegram.calls.map(({ method }) => method);
    let failures = 0;
    bot.telegram.fault = ({ method }) => {
      if (method !== 'sendMessage' || failures === 1) return undefined;
      failures += 1;
      return { status: 500, description: 'Internal Server Error' };
    };
    bot.telegram.queue(toUpdate('/login'));
    bot.telegram.queue(toUpdate('/login'));
    await expect.poll(() => bot.telegram.sent().length, { timeout: 10_000 }).toBe(2);
    expect(methods()).not.toContain('setWebhook');
  });

  test('has no webhook to send to', async () => {
    await using bot = await startTestBot(withCode, 'polling');
    const response = await fetch(`${bot.url}/telegram/webhook`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
  });
});
