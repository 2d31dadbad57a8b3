import type { Bot } from 'grammy';

/** grammY's types know the signals of a polyfill alone; it takes those of Node as well. */
export type TelegramSignal = NonNullable<Parameters<Bot['init']>[0]>;

export function telegramTimeout(milliseconds: number): TelegramSignal {
  return AbortSignal.timeout(milliseconds) as unknown as TelegramSignal;
}
