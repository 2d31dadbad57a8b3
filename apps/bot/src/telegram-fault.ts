import { GrammyError, HttpError } from 'grammy';

/** What may be logged of a failure: grammY's own errors hold the bot's token, the chat and the text with the code. */
export interface TelegramFault {
  readonly method?: string;
  readonly error_code?: number;
  readonly description: string;
}

export function toTelegramFault(error: unknown): TelegramFault {
  if (error instanceof GrammyError) {
    const { method, error_code, description } = error;
    return { method, error_code, description };
  }
  // Its message has no address; its `error` has.
  if (error instanceof HttpError) return { description: 'no answer from Telegram' };
  return { description: error instanceof Error ? error.name : 'unknown' };
}

/** Whether Telegram shall send the update again; a person who blocked the bot is gone for good. */
export function isPassing(error: unknown): boolean {
  if (error instanceof GrammyError) return error.error_code === 429 || error.error_code >= 500;
  return error instanceof HttpError;
}
