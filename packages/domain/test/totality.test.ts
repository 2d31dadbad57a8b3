import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PLATFORMS } from '../src/avatar/platform.ts';
import * as domain from '../src/index.ts';
import { anyIdentity, codeAt } from './arbitrary-login.ts';
import { anyText, anyValue } from './arbitrary-text.ts';
import {
  actionAt,
  anyAvatarSource,
  anyHistories,
  anyLevel,
  anyMoment,
  anyTier,
  anyUser,
  linkAt,
  userOf,
} from './arbitrary-user.ts';

type Domain = typeof domain;
type RuleName = {
  [Name in keyof Domain]: Domain[Name] extends (...input: never[]) => unknown ? Name : never;
}[keyof Domain];
type RuleInputs = { readonly [Name in RuleName]: fc.Arbitrary<Parameters<Domain[Name]>> };

// The inputs match only the types: a time can be any text, a number any double, and a platform can be linked twice.
const looseTime = fc.oneof(anyText, anyMoment);
const looseNumber = fc.double();
const looseLink = linkAt(looseTime);
const looseLinks = fc.array(looseLink, { maxLength: 4 });
const looseUser = fc
  .tuple(userOf({ moment: looseTime, links: looseLinks }), looseNumber)
  .map(([user, id]) => ({ ...user, id }));
const ranked = fc.record({ permission_level: anyLevel });
const looseCode = codeAt(looseTime);
const looseBytes = fc.oneof(fc.uint8Array(), fc.array(fc.nat({ max: 255 })));
const datedSession = fc.record({ id: looseNumber, created_at: looseTime });
const optionalUser = fc.option(looseUser, { nil: undefined });
const anyOrigin = fc.constantFrom('web_login' as const, 'bot_login' as const);
const optionalNumber = fc.option(looseNumber, { nil: undefined });

/** The arguments of each exported function. The type requires a line for each function. */
const RULE_INPUTS: RuleInputs = {
  addSeconds: fc.tuple(looseTime, looseNumber),
  applyChanges: fc.tuple(
    looseUser,
    fc.record({ username: anyText, avatar_source: anyAvatarSource }, { requiredKeys: [] }),
    looseTime,
  ),
  canActOn: fc.tuple(ranked, ranked),
  canSetPermission: fc.tuple(ranked, ranked, anyLevel),
  canSpendCode: fc.tuple(looseCode, anyText, looseTime),
  chooseWebCode: fc.tuple(fc.array(looseCode), looseTime),
  compareLinks: fc.tuple(looseLink, looseLink),
  compareSessions: fc.tuple(datedSession, datedSession),
  countBotLogins: fc.tuple(looseNumber, anyOrigin),
  countCodePoints: fc.tuple(anyText, looseNumber),
  createAccount: fc.tuple(
    anyText,
    anyIdentity.map((identity) => ({
      ...identity,
      platform_username: 'niels',
      platform_avatar_url: null,
    })),
    looseTime,
  ),
  decideCodeRequest: fc.tuple(fc.array(looseCode), anyIdentity, looseTime),
  decideDestroySession: fc.tuple(
    fc.array(fc.record({ id: looseNumber, token_suffix: anyText })),
    anyText,
    looseNumber,
  ),
  decideSendCode: fc.tuple(
    optionalUser,
    fc.record({ bot_logins: looseNumber, required_every: looseNumber }),
    looseTime,
  ),
  decideSignIn: fc.tuple(looseCode, optionalUser, looseTime),
  decideUpdate: fc.tuple(
    fc.oneof(looseUser, anyUser),
    fc.record({ username: anyValue, avatar_source: anyValue }, { requiredKeys: [] }),
    optionalNumber,
  ),
  findLink: fc.tuple(looseLinks, fc.constantFrom(...PLATFORMS)),
  havePassed: fc.tuple(looseNumber, looseTime, looseTime),
  isDefaultAvatar: fc.tuple(anyValue),
  isLoginCode: fc.tuple(anyText),
  isPending: fc.tuple(looseCode, looseTime),
  isPlatform: fc.tuple(anyValue),
  isSessionLive: fc.tuple(
    fc.record({ created_at: looseTime, expires_at: looseTime, ended_at: fc.option(looseTime) }),
    anyLevel,
    looseTime,
  ),
  isTokenSuffix: fc.tuple(anyText),
  loginOrigin: fc.tuple(looseCode),
  parseAvatarSource: fc.tuple(anyValue, looseLinks),
  parseCodeInput: fc.tuple(anyValue),
  parseLookupUsername: fc.tuple(anyValue),
  parsePlatform: fc.tuple(anyValue),
  parsePlatformAvatarUrl: fc.tuple(anyValue),
  parsePlatformUserId: fc.tuple(anyValue),
  parsePlatformUsername: fc.tuple(anyValue),
  parseUsername: fc.tuple(anyValue),
  profileTier: fc.tuple(ranked, ranked),
  resolveAvatarUrl: fc.tuple(anyAvatarSource, looseLinks),
  restrictionAt: fc.tuple(fc.array(actionAt(looseTime), { maxLength: 4 }), looseTime),
  secondsUntil: fc.tuple(looseTime, looseTime),
  sessionEnd: fc.tuple(fc.record({ created_at: looseTime, expires_at: looseTime }), anyLevel),
  sessionLifetime: fc.tuple(anyLevel),
  sessionsBeyondLimit: fc.tuple(fc.array(datedSession)),
  subscriptionTierAt: fc.tuple(
    fc.record({ subscription_tier: anyTier, subscription_expires_at: fc.option(looseTime) }),
    looseTime,
  ),
  toCurrentUser: fc.tuple(looseUser, looseTime),
  toDetailedProfile: fc.tuple(
    looseUser,
    anyHistories,
    fc.record({ tier: fc.constantFrom('moderator', 'admin', 'owner'), now: looseTime }),
  ),
  toLoginCode: fc.tuple(looseBytes),
  toLookedUpUser: fc.tuple(looseUser, looseTime),
  toNewUsername: fc.tuple(looseBytes),
  toPublicProfile: fc.tuple(looseUser, looseTime),
  toSignedInUser: fc.tuple(looseUser, fc.boolean(), looseTime),
  toTimestamp: fc.tuple(looseNumber),
  usernameKey: fc.tuple(anyText),
};

const rules = Object.entries(domain).flatMap(([name, value]) =>
  typeof value === 'function' ? [[name, value as (...input: unknown[]) => unknown] as const] : [],
);

test('every exported function is among those tried here', () => {
  expect(Object.keys(RULE_INPUTS)).toEqual(rules.map(([name]) => name).sort());
});

test.for(rules)(
  '%s answers anything it is given, the same twice, and changes none of it',
  ([name, rule]) => {
    const inputs: fc.Arbitrary<unknown[]> = RULE_INPUTS[name as RuleName];
    fc.assert(
      fc.property(inputs, (input) => {
        const before = fc.stringify(input);
        const answer = rule(...input);
        expect(rule(...input)).toEqual(answer);
        expect(fc.stringify(input)).toBe(before);
      }),
    );
  },
);
