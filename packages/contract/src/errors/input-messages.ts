import { loginMessages } from '../login/login-messages.ts';

/** Every message that a 400 may have instead of `Invalid request`: the message of the first invalid field. */
export const inputMessages = [
  ...Object.values(loginMessages),
  'Cannot destroy the current session',
] as const;

export type InputMessage = (typeof inputMessages)[number];

export function isInputMessage(message: string | undefined): message is InputMessage {
  return (inputMessages as readonly (string | undefined)[]).includes(message);
}
