import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/payloads/v10';
import { type RegistrationSettings, SettingsError } from './settings.ts';

const TIMEOUT_MS = 10_000;

/** For whoever installs the app for a server or for themselves, in servers and in every direct message. */
const LOGIN_COMMAND = {
  type: ApplicationCommandType.ChatInput,
  name: 'login',
  description: 'Get a code to sign in with',
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/** Replaces the commands of the Discord application by `/login`. Throws a SettingsError that repeats no token. */
export async function registerCommand(settings: RegistrationSettings): Promise<void> {
  const { DISCORD_API, DISCORD_APPLICATION_ID, DISCORD_TOKEN } = settings;
  const response = await fetch(`${DISCORD_API}/applications/${DISCORD_APPLICATION_ID}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${DISCORD_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify([LOGIN_COMMAND]),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => undefined);
  if (response === undefined) throw new SettingsError(['Discord does not answer']);
  await response.body?.cancel();
  if (!response.ok) {
    throw new SettingsError([`Discord does not take the command: HTTP ${response.status}`]);
  }
}
