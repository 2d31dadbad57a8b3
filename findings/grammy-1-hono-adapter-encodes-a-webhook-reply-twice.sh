#!/bin/sh
# grammy 1.46.0 with hono 4.13.19. Guess: with `canUseWebhookReply`, webhookCallback(bot, 'hono') answers a JSON object.
# Seen: the body is a JSON string that holds the object, encoded twice; `ctx.reply` reports success all the same.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > npm.log && npm install --silent grammy@1.46.0 hono@4.13.19
cat > run.mjs <<'JS'
import { Bot, webhookCallback } from 'grammy';
import { Hono } from 'hono';
const botInfo = {
  id: 1, is_bot: true, first_name: 'b', username: 'b_bot', can_join_groups: false,
  can_read_all_group_messages: false, supports_inline_queries: false,
  can_connect_to_business: false, has_main_web_app: false,
};
const bot = new Bot('1:a', { botInfo, client: { canUseWebhookReply: () => true } });
bot.on('message', (ctx) => ctx.reply('hello'));
const app = new Hono().post('/hook', webhookCallback(bot, 'hono'));
const person = { id: 5, first_name: 'x' };
const message = {
  message_id: 1, date: 1, text: 'hi',
  chat: { ...person, type: 'private' }, from: { ...person, is_bot: false },
};
const response = await app.request('/hook', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ update_id: 1, message }),
});
const body = await response.json();
console.log(typeof body, typeof JSON.parse(body), JSON.parse(body).method);
JS
seen=$(node run.mjs)
echo "seen: $seen"
[ "$seen" = 'string object sendMessage' ]
