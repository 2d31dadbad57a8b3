import type { LoginOutcome } from './login-outcome.ts';
import type { PlatformProfile } from './platform-profile.ts';

/** What a message may name: the page to sign in at, and who asks. */
export interface MessageContext {
  readonly siteUrl: string;
  readonly profile: PlatformProfile;
}

/** What the person reads; the code itself is put in front by each platform, in its own form. */
export function toMessage(outcome: LoginOutcome, { siteUrl, profile }: MessageContext): string {
  switch (outcome.kind) {
    case 'code':
      return `Type it only on ${siteUrl}. We never ask for it, and nobody else needs it.`;
    case 'nothing_pending':
      return `No login is waiting for you. Open ${siteUrl}, ask for a code with your ${PLATFORM_NAMES[profile.platform]} id ${profile.platform_user_id}, then send /login again.`;
    case 'web_login_required':
      return `It is time for a login from the website. Open ${siteUrl}, ask for a code with your ${PLATFORM_NAMES[profile.platform]} id ${profile.platform_user_id}, then send /login again.`;
    case 'restricted':
      return 'This account cannot sign in at the moment.';
    case 'busy':
      return 'Too many people ask for codes right now. Send /login again in a few minutes.';
    case 'too_many_commands':
      return 'You asked for a code many times. Send /login again in ten minutes.';
    case 'unavailable':
      return 'The login service does not answer. Send /login again in a minute.';
    case 'out_of_order':
      return 'Login is out of order. We have been told.';
    default:
      return outcome satisfies never;
  }
}

export const PRIVATE_CHAT_ONLY = 'I give login codes in a private chat only.';
export const UNKNOWN_COMMAND = 'I know one command: /login.';

const PLATFORM_NAMES = { discord: 'Discord', telegram: 'Telegram' } as const;
