import { type Bot, webhookCallback } from 'grammy';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';

const MAX_BODY_SIZE = 262_144;
/** Longer than a handler can take, so that it never acts: what fails after it would end the process. */
const HANDLER_TIMEOUT_MS = 20_000;

/** `POST /telegram/webhook`: 401 without the secret, 500 when Telegram shall send the update again. */
export function createTelegramRoute(bot: Bot, secretToken: string): Hono {
  const options = { secretToken, timeoutMilliseconds: HANDLER_TIMEOUT_MS };
  const app = new Hono();
  // Hono's own handler prints the error, and grammY's has the token and the code in it.
  app.onError((error, c) =>
    error instanceof HTTPException ? error.getResponse() : c.body(null, 500),
  );
  app.post(
    '/telegram/webhook',
    bodyLimit({ maxSize: MAX_BODY_SIZE }),
    webhookCallback(bot, 'hono', options),
  );
  return app;
}
