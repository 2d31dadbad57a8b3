import type { BaselineAnswers } from '../src/baselines/baseline-answers.ts';

/** Baselines that answer wrongly, each in a way of its own, and the check that is to see it. */
export const wrongBaselines: Readonly<Record<string, WrongBaseline>> = {
  'shows more than is public': {
    seenAs: 'the public profile of',
    spoil: (right) => ({ ...right, profile: (viewer) => right.me(viewer) }),
  },
  'has another avatar': {
    seenAs: 'avatar_url is',
    spoil: (right) => ({
      ...right,
      profile: (...asked) => ({ ...right.profile(...asked), avatar_url: 'https://no.example' }),
    }),
  },
  'leaves a field out': {
    seenAs: 'updated_at is absent',
    spoil: (right) => ({
      ...right,
      me: (viewer) => ({ ...right.me(viewer), updated_at: undefined }),
    }),
  },
  'knows names in one case alone': {
    seenAs: 'a profile by its name in another case',
    spoil: (right) => ({
      ...right,
      profile: (viewer, username) =>
        username === username.toUpperCase()
          ? { status: 404, error: 'User not found' }
          : right.profile(viewer, username),
    }),
  },
  'lets everybody in': {
    seenAs: 'an expired session',
    spoil: (right) => ({ ...right, authenticate: () => ({ id: 1000, permission_level: 0 }) }),
  },
  'lets nobody in': {
    seenAs: 'the public profile of',
    spoil: (right) => ({
      ...right,
      authenticate: () => ({ status: 401, error: 'Authentication required' }),
    }),
  },
  'has its own sentence': {
    seenAs: 'a session that was ended',
    spoil: (right) => ({
      ...right,
      authenticate(cookie) {
        const viewer = right.authenticate(cookie);
        return 'error' in viewer ? { ...viewer, error: 'Go away' } : viewer;
      },
    }),
  },
  'has its own status': {
    seenAs: 'a banned user',
    spoil: (right) => ({
      ...right,
      authenticate(cookie) {
        const viewer = right.authenticate(cookie);
        return 'error' in viewer && viewer.status === 403 ? { ...viewer, status: 401 } : viewer;
      },
    }),
  },
  'has histories in another order': {
    seenAs: 'what a viewer of level 3 sees',
    spoil: (right) => ({
      ...right,
      profile: (...asked) =>
        JSON.parse(JSON.stringify(right.profile(...asked)), (key, value) =>
          key === 'bots' ? value.toReversed() : value,
        ),
    }),
  },
  'says it stored and did not': {
    seenAs: 'and is there afterwards',
    spoil(right) {
      const before = (viewer: Parameters<BaselineAnswers['me']>[0]) => right.me(viewer);
      return {
        ...right,
        rename(viewer, username) {
          const { username: old } = before(viewer) as { username: string };
          const answer = right.rename(viewer, username);
          right.rename(viewer, old);
          return answer;
        },
      };
    },
  },
  'gives one name to two': {
    seenAs: 'a name that is taken is not',
    spoil: (right) => ({
      ...right,
      rename: (...asked) => ({ ...right.rename(...asked), errors: null }),
    }),
  },
  'does not move updated_at': {
    seenAs: 'user.updated_at is',
    spoil: (right) => ({
      ...right,
      rename: (...asked) =>
        JSON.parse(JSON.stringify(right.rename(...asked)), (key, value) =>
          key === 'updated_at' ? '2025-01-01T00:00:00Z' : value,
        ),
    }),
  },
};

export interface WrongBaseline {
  readonly seenAs: string;
  spoil(right: BaselineAnswers): BaselineAnswers;
}
