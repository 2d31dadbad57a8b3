import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API or the mock; the mock's own port unless told. */
const PORTAL_URL = process.env['PORTAL_URL'] ?? 'http://localhost:4010';

/** What the page may load: its own files, Portal behind them, and the avatars that Portal names. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: https://cdn.discordapp.com",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  plugins: [react()],
  server: {
    // Cookies go by name, not by port: under this one the mock's console controls the page too.
    host: 'localhost',
    // The browser's own `Host` is passed on: Portal takes updates only where it equals `Origin`.
    proxy: { '/trpc': { target: PORTAL_URL, changeOrigin: false } },
  },
  preview: {
    headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY },
  },
});
