import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLanguageServer } from './language-server.ts';

const VALUES = join(import.meta.dirname, '../src/values.ts');
const CALLER = join(import.meta.dirname, 'caller.ts');
const CALL = `
import { createPortalClient } from '../src/index.ts';
const { errors } = await createPortalClient({ url: '' }).users.updateMe.mutate({});
`;
const PUBLIC = `
    id: number;
    username: string;
    avatar_url: string | null;
    subscription_tier: 0 | 1 | 2 | 3;
`;
const PRIVATE = `
    state: 0 | 1 | 2;
    permission_level: 0 | 1 | 2 | 3;
    subscription_expires_at: string | null;
`;

test('an editor shows what goes to Portal and comes from it as plain objects', async () => {
  await using editor = startLanguageServer();
  const text = await readFile(VALUES, 'utf8');
  const hover = (name: string) => editor.hover(VALUES, text, name);
  expect(await hover('PublicProfile')).toContain(`type PublicProfile = {${PUBLIC}}`);
  expect(await hover('FieldErrors')).toContain(
    'type FieldErrors = {\n    username?: string;\n    avatar_source?: string;\n}',
  );
  for (const name of ['CurrentUser', 'DetailedProfile']) {
    const shown = await hover(name);
    expect(shown).toContain(`type ${name} = {${PUBLIC}${PRIVATE.slice(1)}`);
    expect(shown).not.toMatch(/Serialize|infer|z\./);
  }
  expect(await editor.hover(CALLER, CALL, 'errors')).toContain(
    'const errors: {\n    username?: string;\n    avatar_source?: string;\n} | null',
  );
});
