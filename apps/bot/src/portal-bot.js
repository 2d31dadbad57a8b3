#!/usr/bin/env node
const { runBot } = await import('./run-bot.ts');
await runBot(process.argv.slice(2));
