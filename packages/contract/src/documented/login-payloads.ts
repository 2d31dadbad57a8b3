import botLoginCode from './authentication.botLoginCode.200.json' with { type: 'json' };
import botSendCode from './authentication.botSendCode.200.json' with { type: 'json' };
import lookup from './authentication.lookup.200.json' with { type: 'json' };
import request from './authentication.request.200.json' with { type: 'json' };
import verify from './authentication.verify.200.json' with { type: 'json' };
import botMe from './bot.me.200.json' with { type: 'json' };
import type { DocumentedPayload } from './documented-payloads.ts';
import destroySession from './users.destroySession.200.json' with { type: 'json' };
import sessions from './users.sessions.200.json' with { type: 'json' };

function documented<TPayload>(page: string, payload: TPayload) {
  const source = `Portal API documentation, ${page}, example response`;
  return { status: 200, source, payload } as const satisfies DocumentedPayload;
}

/** By operation. There is no documented page for the logout. */
export const loginPayloads = {
  'authentication.lookup': documented('Lookup User', lookup),
  'authentication.request': documented('Request Login Code', request),
  'authentication.verify': documented('Verify Code', verify),
  'authentication.botLoginCode': documented('Bot Login Code', botLoginCode),
  'authentication.botSendCode': documented('Bot Send Code', botSendCode),
  'users.sessions': documented('Get Sessions', sessions),
  'users.destroySession': documented('Destroy Single Session', destroySession),
  'bot.me': documented('Get Bot Profile', botMe),
};
