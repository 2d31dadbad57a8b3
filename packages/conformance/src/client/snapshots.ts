import { rowOf } from '../contract-table.ts';
import type { Call } from './call.ts';
import type { TestResponse } from './response.ts';
import type { Session } from './session.ts';
import type { Transport } from './transport.ts';

type SendCall = (session: Session, call: Call, over: Transport) => Promise<TestResponse>;

/** Remembers users that the suite does not know, and restores their fields when a case has changed them. */
export interface Snapshots {
  take(session: Session): Promise<void>;
  restore(): Promise<void>;
}

interface UserFields {
  readonly username: string;
  readonly avatar_source: string | null;
}

export function createSnapshots(send: SendCall): Snapshots {
  const taken = new Map<string, { readonly session: Session; readonly fields: UserFields }>();
  const read = async (session: Session): Promise<UserFields | undefined> => {
    const { outcome } = await send(session, { operation: rowOf('users.me') }, 'REST');
    if (outcome === undefined || !('value' in outcome)) return undefined;
    const { username, avatar_source } = outcome.value as UserFields;
    return { username, avatar_source };
  };
  return {
    async take(session) {
      const { cookie = '' } = session;
      if (taken.has(cookie)) return;
      const fields = await read(session);
      if (fields !== undefined) taken.set(cookie, { session, fields });
    },
    async restore() {
      for (const { session, fields } of taken.values()) {
        if (JSON.stringify(await read(session)) === JSON.stringify(fields)) continue;
        const input = { ...fields, avatar_source: fields.avatar_source ?? '' };
        await send(session, { operation: rowOf('users.updateMe'), input }, 'REST');
      }
    },
  };
}
