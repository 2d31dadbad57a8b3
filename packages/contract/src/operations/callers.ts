import type { BotType, Platform, Ranked } from '@portal/domain';

/** Who may call an operation: whoever has a session, a public key or a bot's key, or anyone. */
export type Access = 'session' | 'publicKey' | 'botKey' | 'none';

/** The user whose session made the request. */
export interface Viewer extends Ranked {
  readonly id: number;
  /** Of the session itself, where sessions have ids. */
  readonly session_id?: number | undefined;
}

/** Somebody without a session who may be about to get one or to end one. */
export interface Visitor {
  /** Every value the session cookie was sent with, repeated ones too. */
  readonly session_tokens: readonly string[];
  /** The whole address; null if the client has none. */
  readonly client_ip: string | null;
  /** The address as rate limits count it. */
  readonly rate_limit_key: string;
  readonly user_agent: string | null;
}

/** A visitor whose request has a valid public key. */
export interface KeyHolder extends Visitor {
  readonly api_key_id: number;
}

/** The bot whose key the request has. */
export interface CallingBot {
  readonly bot_id: number;
  readonly platform: Platform;
  readonly bot_type: BotType;
}

/** What a service gets to know of who calls, for each kind of access. */
export interface Callers {
  readonly session: Viewer;
  readonly publicKey: KeyHolder;
  readonly botKey: CallingBot;
  readonly none: Visitor;
}
