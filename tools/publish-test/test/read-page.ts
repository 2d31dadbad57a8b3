import { launchChromium } from '@portal/workspace/chromium';

/** The first thing a page prints, or what it complains of, in the system's Chromium. */
export async function readPage(url: string): Promise<string> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const printed = new Promise<string>((resolve) => {
      page.on('console', (message) => {
        if (message.type() !== 'debug') resolve(message.text());
      });
      page.on('pageerror', (error) => resolve(String(error)));
    });
    await page.goto(url);
    return await printed;
  } finally {
    await browser.close();
  }
}
