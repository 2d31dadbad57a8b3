import type { ServerProcess } from '@portal/workspace/server-process';
import { startServer } from './run-command.ts';

const VITE = { from: 'vite', name: 'vite' } as const;

/** Serves the built page, in front of Portal. */
export function previewSite(folder: string, PORTAL_URL: string): Promise<ServerProcess> {
  const args = ['preview', '--port', '0', '--outDir', folder];
  return startServer({ ...VITE, args, env: { PORTAL_URL } });
}

/** Serves the page as a developer has it. */
export function developSite(PORTAL_URL: string): Promise<ServerProcess> {
  return startServer({ ...VITE, args: ['--port', '0'], env: { PORTAL_URL } });
}
