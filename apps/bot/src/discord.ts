import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/payloads/v10';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { AnswerLogin } from './answer-login.ts';
import { createVerifyRequest } from './discord-signature.ts';
import type { LoginOutcome } from './login-outcome.ts';
import { toMessage, UNKNOWN_COMMAND } from './messages.ts';
import { type DiscordUser, toDiscordProfile } from './platform-profile.ts';

const MAX_BODY_SIZE = 65_536;

const UserSchema = z.object({
  id: z.string().regex(/^[1-9][0-9]{0,19}$/),
  username: z.string(),
  discriminator: z.string().optional(),
  avatar: z.string().nullish(),
});
/** In a server the person is the member's user, in a direct message the user. */
const InteractionSchema = z.object({
  type: z.int(),
  data: z.object({ name: z.string() }).partial().optional(),
  member: z.object({ user: UserSchema }).optional(),
  user: UserSchema.optional(),
});

export interface DiscordOptions {
  readonly publicKey: string;
  readonly siteUrl: string;
  readonly answerLogin: AnswerLogin;
}

/** `POST /discord/interactions`: Discord's own requests, proven by their signature, answered for the person alone. */
export async function createDiscordRoute(options: DiscordOptions): Promise<Hono> {
  const verify = await createVerifyRequest(options.publicKey);
  const app = new Hono();
  app.post('/discord/interactions', bodyLimit({ maxSize: MAX_BODY_SIZE }), async (c) => {
    const body = await c.req.arrayBuffer();
    if (!(await verify(c.req.raw.headers, body))) return c.text('invalid request signature', 401);
    const interaction = parseInteraction(body);
    if (interaction === undefined) return c.text('not an interaction', 400);
    if (interaction.type === InteractionType.Ping) {
      return c.json({ type: InteractionResponseType.Pong });
    }
    const user = interaction.member?.user ?? interaction.user;
    if (interaction.data?.name !== 'login' || user === undefined) {
      return c.json(toPrivateMessage(UNKNOWN_COMMAND));
    }
    return c.json(toPrivateMessage(await answer(user, options)));
  });
  return app;
}

async function answer(user: DiscordUser, options: DiscordOptions): Promise<string> {
  const profile = toDiscordProfile(user);
  const outcome = await options.answerLogin(profile);
  return toCode(outcome) + toMessage(outcome, { siteUrl: options.siteUrl, profile });
}

/** The reader sees the end in their own time zone. */
function toCode(outcome: LoginOutcome): string {
  if (outcome.kind !== 'code') return '';
  const end = Math.floor(Date.parse(outcome.expires_at) / 1000);
  const time = Number.isNaN(end) ? '' : `, good until <t:${end}:t>`;
  return `Your login code is \`${outcome.code}\`${time}. `;
}

function toPrivateMessage(content: string) {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } },
  };
}

function parseInteraction(body: ArrayBuffer): z.infer<typeof InteractionSchema> | undefined {
  try {
    return InteractionSchema.safeParse(JSON.parse(new TextDecoder().decode(body))).data;
  } catch {
    return undefined;
  }
}
