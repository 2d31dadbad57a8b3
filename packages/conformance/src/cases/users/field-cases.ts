import { TRANSPORTS, type Transport } from '../../client/transport.ts';
import { type ConformanceCase, defineCase } from '../../conformance-case.ts';
import { fieldMessages, notLinked } from '../../oracle/check-update.ts';
import { ADMITTED, withArticle } from '../viewers.ts';
import { createUpdater, expectUser } from './current-user.ts';
import { type FieldRule, fieldRules, passingUsernames, toErrors } from './field-rules.ts';

const group = 'fields of an update';

export const fieldCases: readonly ConformanceCase[] = TRANSPORTS.flatMap((over) => [
  ...fieldRules.flatMap((rule) => ADMITTED.map((viewer) => fails(rule, viewer, over))),
  ...ADMITTED.map((viewer) => failsWhenTaken(viewer, over)),
  ...ADMITTED.map((viewer) => failsWhenNotLinked(viewer, over)),
  takesGoodNames(over),
  takesOwnNameInAnotherCase(over),
]);

/** What fails is said in the documented words, and nothing is stored. */
function fails(
  rule: FieldRule,
  viewer: (typeof ADMITTED)[number],
  over: Transport,
): ConformanceCase {
  return defineCase({
    group,
    name: `by ${withArticle(viewer)} over ${over}: ${fieldMessages[rule.code]}`,
    covers: [{ operation: 'users.updateMe', viewer, kind: rule.code }],
    needs: { of: ['rules'], viewers: [viewer] },
    async check(client) {
      const user = await createUpdater(client, viewer, over);
      const before = await user.read();
      // One input suffices to know that a rule is the same for every rank.
      const inputs = viewer === 'user' ? rule.inputs : rule.inputs.slice(0, 1);
      for (const input of inputs) {
        await user.update({ [rule.field]: input }, { before, errors: toErrors(rule) });
      }
      expectUser('users.me after what failed', before, await user.read());
    },
  });
}

function failsWhenTaken(viewer: (typeof ADMITTED)[number], over: Transport): ConformanceCase {
  const other = viewer === 'user' ? 'moderator' : 'user';
  return defineCase({
    group,
    name: `by ${withArticle(viewer)} over ${over}: the name of another is taken in any case`,
    covers: [{ operation: 'users.updateMe', viewer, kind: 'username_taken' }],
    needs: { of: ['rules'], viewers: [viewer, other] },
    async check(client) {
      const { username } = await (await createUpdater(client, other, over)).read();
      const user = await createUpdater(client, viewer, over);
      const before = await user.read();
      const errors = { username: fieldMessages.username_taken };
      for (const wanted of [username, username.toUpperCase(), username.toLowerCase()]) {
        await user.update({ username: wanted }, { before, errors });
      }
      expectUser('users.me after what failed', before, await user.read());
    },
  });
}

function failsWhenNotLinked(viewer: (typeof ADMITTED)[number], over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `by ${withArticle(viewer)} over ${over}: a platform that is not linked is named`,
    covers: [{ operation: 'users.updateMe', viewer, kind: 'avatar_source_not_linked' }],
    needs: { of: ['the population'], viewers: [viewer] },
    async check(client) {
      const user = await createUpdater(client, viewer, over);
      const before = await user.read();
      const platforms = viewer === 'user' ? ['telegram'] : ['discord', 'telegram'];
      for (const avatar_source of platforms) {
        const errors = { avatar_source: notLinked(avatar_source) };
        await user.update({ avatar_source }, { before, errors });
      }
      expectUser('users.me after what failed', before, await user.read());
    },
  });
}

function takesGoodNames(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `every name within the rules is stored over ${over} as it was written`,
    needs: { of: ['the population'], viewers: ['user'] },
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      let before = await user.read();
      for (const username of passingUsernames) {
        before = await user.update({ username }, { before, changes: { username } });
        expectUser(`users.me after ${username}`, before, await user.read());
      }
    },
  });
}

function takesOwnNameInAnotherCase(over: Transport): ConformanceCase {
  return defineCase({
    group,
    name: `one's own name in another case is stored over ${over}, and its case is kept`,
    needs: { of: ['rules'], viewers: ['user'] },
    async check(client) {
      const user = await createUpdater(client, 'user', over);
      let before = await user.read();
      const lower = before.username.toLowerCase();
      for (const username of [
        before.username.toUpperCase(),
        lower,
        `${lower[0]?.toUpperCase()}${lower.slice(1)}`,
      ]) {
        const changes = username === before.username ? {} : { username };
        before = await user.update({ username }, { before, changes });
        expectUser(`users.me after ${username}`, before, await user.read());
      }
    },
  });
}
