import { z } from '../zod.ts';
import { detailExample } from './detail-example.ts';
import { historyFields } from './history-schemas.ts';
import { privateFields, UserPublicResponse } from './user-schemas.ts';

export const UserDetailResponse = z
  .object({ ...UserPublicResponse.shape, ...privateFields, ...historyFields })
  .meta({
    id: 'UserDetailResponse',
    description:
      'What a viewer who can act on the user sees; how full the histories are goes by rank.',
    examples: [detailExample],
  });

/** The detail is first: it has every key of the public profile, so the smaller schema must be tried last. */
export const UserProfileResponse = z.union([UserDetailResponse, UserPublicResponse]);

export const ProfileInput = z.object({
  username: z.string().meta({
    description: 'Username of the target user, in any case.',
    examples: ['exampleuser'],
  }),
});
