export interface SessionRow {
  readonly user_id: number;
  readonly created_at: string;
  readonly expires_at: string;
  readonly ended_at: string | null;
  readonly permission_level: number;
  readonly has_sanctions: 0 | 1;
}

/** A user and one of the links, or nulls in place of one. */
export type UserRow = UserColumns & (LinkRow | Readonly<Record<keyof LinkRow, null>>);

interface UserColumns {
  readonly id: number;
  readonly username: string;
  readonly subscription_tier: number;
  readonly subscription_expires_at: string | null;
  readonly subscription_granted_by: number | null;
  readonly permission_level: number;
  readonly permission_since: string | null;
  readonly last_activity_at: string | null;
  readonly avatar_source: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly has_sanctions: 0 | 1;
}

export interface LinkRow {
  readonly platform: string;
  readonly platform_user_id: string;
  readonly platform_username: string;
  readonly platform_avatar_url: string | null;
  readonly linked_at: string;
  readonly last_authenticated_at: string | null;
}

export interface ActionRow {
  readonly id: number;
  readonly action_type: string;
  readonly reason: string | null;
  readonly expires_at: string | null;
  readonly lifted_at: string | null;
  readonly created_at: string;
}

export interface ChatRow {
  readonly owner_id: number;
  readonly archived: number;
}

export interface BotRow {
  readonly is_active: number;
  readonly is_verified: number;
}

export interface PastSessionRow {
  readonly geo: string | null;
}
