/** The documented example of a profile, which the constants and the mocks answer. */
export const documentedProfile = {
  id: 42,
  username: 'exampleuser',
  avatar_url: null,
  subscription_tier: 0,
} as const;
