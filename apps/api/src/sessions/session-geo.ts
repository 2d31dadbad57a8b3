import type { SessionGeo } from '@portal/domain';

/** Where a session came from, as it is stored. */
export function parseGeo(text: string | null): SessionGeo | null {
  return text === null ? null : (JSON.parse(text) as SessionGeo);
}
