import { expect, test, vi } from 'vitest';
import { NOT_FOUND, NOTHING } from './portal-stand-in.ts';
import {
  DISCORD_KEY,
  SECRET,
  sendInteraction,
  signInteraction,
  startTestBot,
  TELEGRAM_KEY,
  TOKEN,
} from './test-bot.ts';

const CODE = 'Vy8nFKq2';
const ID = '987654321';
const NAME = 'a-name-that-nobody-may-see';
const PRIVATE = [TOKEN, SECRET, DISCORD_KEY, TELEGRAM_KEY, CODE, ID, NAME];

test('no token, key, secret, code, id or name is ever in the log or printed', async () => {
  const printed: string[] = [];
  const write = (chunk: unknown) => printed.push(String(chunk)) > 0;
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(write);
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(write);
  try {
    await using bot = await startTestBot({
      sendCode: () => ({ code: CODE, expires_at: '2099-01-01T00:00:00Z' }),
      loginCode: () => NOTHING,
    });
    const answers = [
      { trpc: 'UNAUTHORIZED', status: 401, message: 'Invalid API key' },
      { trpc: 'INTERNAL_SERVER_ERROR', status: 500, message: 'Internal server error' },
      NOT_FOUND,
      { code: CODE, expires_at: '2099-01-01T00:00:00Z' },
    ] as const;
    const faults = [
      undefined,
      'hang up',
      { status: 429, description: 'Too Many Requests' },
      { status: 403, description: 'Forbidden: bot was blocked by the user' },
    ] as const;
    for (const answer of answers) {
      bot.portal.script = { sendCode: () => answer, loginCode: () => NOTHING };
      for (const fault of faults) {
        bot.telegram.fault = ({ method }) => (method === 'sendMessage' ? fault : undefined);
        await bot.telegram.deliver(loginUpdate());
      }
      const user = { id: ID, username: NAME };
      const interaction = { type: 2, data: { name: 'login' }, user };
      await sendInteraction(bot, signInteraction(interaction));
    }
    const everything = bot.log() + printed.join('');
    expect(bot.log()).toContain('not delivered');
    expect(PRIVATE.filter((secret) => everything.includes(secret))).toEqual([]);
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
});

function loginUpdate(): object {
  const date = Math.floor(Date.now() / 1000);
  const from = { id: Number(ID), is_bot: false, first_name: NAME };
  const chat = { id: Number(ID), type: 'private' };
  const entities = [{ type: 'bot_command', offset: 0, length: 6 }];
  return { update_id: 1, message: { message_id: 1, date, from, chat, text: '/login', entities } };
}
