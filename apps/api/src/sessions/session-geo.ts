import type { SessionGeo } from '@portal/domain';

/** Parses the stored location of a session. */
export function parseGeo(text: string | null): SessionGeo | null {
  return text === null ? null : (JSON.parse(text) as SessionGeo);
}
