import { readFileSync } from 'node:fs';

// Loaded before a process of Portal, and by nothing of Portal itself.
// biome-ignore lint/style/noProcessEnv: only its environment reaches a process that is loaded before another
const file = process.env['CLOCK_FILE'] ?? '';
const readClock = Date.now;

Date.now = () => readClock() + Number(readFileSync(file, 'utf8'));
globalThis.Date = new Proxy(Date, {
  apply: () => new Date().toString(),
  construct: (target, args, newTarget) => {
    return Reflect.construct(target, args.length === 0 ? [Date.now()] : args, newTarget);
  },
});
