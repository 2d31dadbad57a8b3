import type { BotType, Platform, Ranked } from '@portal/domain';

/** Who may call an operation: a client with a session, a public key or a bot key, or any client. */
export type Access = 'session' | 'publicKey' | 'botKey' | 'none';

/** The user whose session made the request. */
export interface Viewer extends Ranked {
  readonly id: number;
  /** The session that the request was made with. */
  readonly session_id: number;
}

/** A caller without a required session, who may get a session or end one. */
export interface Visitor {
  /** Every value of the session cookie in the request, also repeated ones. */
  readonly session_tokens: readonly string[];
  /** The full address. Null if the client has none. */
  readonly client_ip: string | null;
  /** The address as rate limits count it. */
  readonly rate_limit_key: string;
  readonly user_agent: string | null;
}

/** A visitor whose request has a valid public key. */
export interface KeyHolder extends Visitor {
  readonly api_key_id: number;
}

/** The bot of the key in the request. */
export interface CallingBot {
  readonly bot_id: number;
  readonly platform: Platform;
  readonly bot_type: BotType;
}

/** The caller as a service sees it, for each kind of access. */
export interface Callers {
  readonly session: Viewer;
  readonly publicKey: KeyHolder;
  readonly botKey: CallingBot;
  readonly none: Visitor;
}
