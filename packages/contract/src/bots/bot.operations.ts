import { loginPayloads } from '../documented/login-payloads.ts';
import { KEY_ERRORS, type Operation } from '../operations/operation.ts';
import { BotMeResponse } from './bot-schemas.ts';

export const botOperations = {
  'bot.me': {
    method: 'GET',
    path: '/v1/bot/me',
    kind: 'query',
    access: 'botKey',
    summary: 'Get the bot of the key',
    description: 'The bot whose key the request has, of any type. It lets an operator try a key.',
    input: { from: 'nothing' },
    output: BotMeResponse,
    errors: [...KEY_ERRORS, 'access_denied'],
    limit: 'bot',
    documented: loginPayloads['bot.me'],
  },
} as const satisfies Record<string, Operation>;
