import { documentedPayloads } from '@portal/contract';
import type { Service } from '../implementation.ts';
import type { World } from '../population/world.ts';
import type { AnswerCheck } from './answer-check.ts';
import { createProfileChecks } from './profile-checks.ts';
import { createSessionChecks } from './session-checks.ts';
import { createUpdateChecks } from './update-checks.ts';

/** What whoever serves something must answer, in the order in which it is asked. */
export function createAnswerChecks(service: Service, world: World): readonly AnswerCheck[] {
  switch (service) {
    case 'rest':
    case 'trpc':
      return [
        ...createProfileChecks(world),
        ...createSessionChecks(world),
        ...createUpdateChecks(service, world),
      ];
    case 'example':
    case 'trpc-example':
      return [DOCUMENTED_PROFILE];
    default:
      return service satisfies never;
  }
}

const DOCUMENTED_PROFILE: AnswerCheck = {
  name: 'the documented profile',
  asking: {
    cookie: 'psession=YOUR_SESSION',
    calls: [{ operation: 'users.profile', input: { username: 'exampleuser' } }],
  },
  expected: { status: 200, value: documentedPayloads['users.profile'].payload },
};
