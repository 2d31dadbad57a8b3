import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** One call of a bot to Telegram. */
export interface ApiCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An answer in place of the usual one; undefined for the usual one, 'hang up' for none. */
export type Fault = (
  call: ApiCall,
) => { status: number; description: string } | 'hang up' | undefined;

export interface BotApi extends AsyncDisposable {
  readonly url: string;
  readonly calls: ApiCall[];
  fault: Fault;
  /** Puts an update where polling finds it. */
  queue(update: object): void;
  /** Sends an update to the webhook, again after each 5xx, three times at most; the statuses of the answers. */
  deliver(update: object, secret?: string): Promise<readonly number[]>;
  sent(): readonly Readonly<Record<string, unknown>>[];
}

const ME = { id: 7, is_bot: true, first_name: 'Portal', username: 'portal_bot' };

/** A stand-in of Telegram's Bot API on loopback. */
export async function startBotApi(token: string): Promise<BotApi> {
  const calls: ApiCall[] = [];
  const updates: { update_id: number }[] = [];
  let webhook: { url: string; secret_token: string } | undefined;

  const server = createServer(async (request, response) => {
    const call = { method: toMethod(request, token), payload: await toPayload(request) };
    calls.push(call);
    const fault = api.fault(call);
    if (fault === 'hang up') return void request.socket.destroy();
    const answer = fault ?? { status: 200, description: '' };
    const result = await toResult(call);
    const body =
      answer.status === 200
        ? { ok: true, result }
        : { ok: false, error_code: answer.status, description: answer.description };
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });

  async function toResult({ method, payload }: ApiCall): Promise<unknown> {
    if (method === 'getMe') return ME;
    if (method === 'setWebhook') webhook = payload as unknown as typeof webhook;
    if (method !== 'getUpdates') return true;
    const offset = Number(payload['offset'] ?? 0);
    for (let at = updates.length - 1; at >= 0; at -= 1) {
      if ((updates[at]?.update_id ?? 0) < offset) updates.splice(at, 1);
    }
    if (updates.length === 0) await wait(20);
    return updates;
  }

  const api: BotApi = {
    url: '',
    calls,
    fault: () => undefined,
    queue: (update) => void updates.push(update as { update_id: number }),
    async deliver(update, secret = webhook?.secret_token) {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const response = await fetch(webhook?.url ?? '', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }),
          },
          body: JSON.stringify(update),
        });
        await response.text();
        statuses.push(response.status);
        if (response.status < 500) break;
      }
      return statuses;
    },
    sent: () => calls.filter(({ method }) => method === 'sendMessage').map((call) => call.payload),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(api, { url: `http://127.0.0.1:${port}` });
}

function toMethod({ url = '' }: IncomingMessage, token: string): string {
  const [, bot, method = ''] = url.split('/');
  return bot === `bot${token}` ? method : 'unknown token';
}

async function toPayload(request: IncomingMessage): Promise<ApiCall['payload']> {
  return (await json(request).catch(() => ({}))) as ApiCall['payload'];
}
