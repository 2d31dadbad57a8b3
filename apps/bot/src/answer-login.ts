import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { fetchLoginCode, type LoginOutcome, type PortalForBots } from './login-outcome.ts';
import type { PlatformProfile } from './platform-profile.ts';

/** Answers a `/login` of one person; never throws. */
export type AnswerLogin = (profile: PlatformProfile) => Promise<LoginOutcome>;

/** A person could else spend the calls an hour that Portal gives the bot for everybody. */
const COMMANDS = { points: 5, duration: 600 };

/** Ids, names and codes stay out of the log. */
export function createAnswerLogin(portal: PortalForBots, logger: Logger): AnswerLogin {
  const limiter = new RateLimiterMemory(COMMANDS);
  return async (profile) => {
    const isWithinLimit = await limiter.consume(profile.platform_user_id).then(
      () => true,
      () => false,
    );
    const outcome: LoginOutcome = isWithinLimit
      ? await fetchLoginCode(portal, profile)
      : { kind: 'too_many_commands' };
    const { platform } = profile;
    if (outcome.kind === 'out_of_order') {
      const { status, message } = outcome;
      logger.error({ platform, outcome: outcome.kind, status, portal: message }, 'login');
    } else {
      logger.info({ platform, outcome: outcome.kind }, 'login');
    }
    return outcome;
  };
}
