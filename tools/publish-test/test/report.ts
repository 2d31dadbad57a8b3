/** What the server and the mock tell somebody who reads, updates and fails. */
export const REPORT = {
  client: {
    errors: { username: 'username contains invalid characters' },
    profile: {
      id: 42,
      username: 'exampleuser',
      avatar_url: 'https://cdn.discordapp.com/embed/avatars/3.png',
      subscription_tier: 0,
    },
    failure: ['refused', 404, 'User not found'],
  },
  rest: {
    errors: { username: 'username must be at least 3 characters' },
    profile: {
      id: 42,
      username: 'exampleuser',
      avatar_url: 'https://cdn.discordapp.com/embed/avatars/1.png',
      subscription_tier: 0,
    },
    failure: 'User not found',
  },
};
