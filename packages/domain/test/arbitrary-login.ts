import fc from 'fast-check';
import { PLATFORMS } from '../src/avatar/platform.ts';
import type { LoginCode } from '../src/login/login-code.ts';
import { anyValue } from './arbitrary-text.ts';
import { anyId, anyMoment } from './arbitrary-user.ts';

export const ADDRESSES = ['192.0.2.1', '192.0.2.2', '2001:db8::/64'] as const;

export const anyIdentity = fc.record({
  platform: fc.constantFrom(...PLATFORMS),
  platform_user_id: fc.constantFrom('1', '2', '12345678901234567890'),
});

export function codeAt(moment: fc.Arbitrary<string>): fc.Arbitrary<LoginCode> {
  return fc
    .tuple(
      anyIdentity,
      fc.record({
        id: anyId,
        client_address: fc.constantFrom('', ...ADDRESSES),
        is_delivered: fc.boolean(),
        created_at: moment,
        expires_at: moment,
      }),
    )
    .map(([identity, code]) => ({ ...identity, ...code }));
}

export const anyCode = codeAt(anyMoment);

/** Codes as in the table: one per identity and address, each with its own id. */
export const anyCodes: fc.Arbitrary<LoginCode[]> = fc
  .uniqueArray(anyCode, {
    selector: (code) => [code.platform, code.platform_user_id, code.client_address].join(),
    maxLength: 12,
  })
  .map((codes) => codes.map((code, at) => ({ ...code, id: at + 1 })));

export const anyPlatformInput = fc.record(
  {
    platform: fc.oneof(fc.constantFrom(...PLATFORMS), anyValue),
    platform_user_id: fc.oneof(fc.stringMatching(/^[0-9]{1,21}$/), anyValue),
    platform_username: fc.oneof(fc.string({ maxLength: 66 }), anyValue),
    platform_avatar_url: fc.oneof(fc.webUrl({ withQueryParameters: true }), anyValue),
  },
  { requiredKeys: [] },
);
