import { loginMessages } from '../login/login-messages.ts';

/** Every message that a 400 may have in place of `Invalid request`: the first invalid field of an input, in words. */
export const inputMessages = [
  ...Object.values(loginMessages),
  'Cannot destroy the current session',
] as const;

export type InputMessage = (typeof inputMessages)[number];

export function isInputMessage(message: string | undefined): message is InputMessage {
  return (inputMessages as readonly (string | undefined)[]).includes(message);
}
