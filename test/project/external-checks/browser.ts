import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** False where there is no browser: what needs one is skipped, and counted so. */
export const hasBrowser = existsSync(executablePath)

if (!hasBrowser)
  console.warn(`${executablePath} is missing, so what needs a browser is skipped: apt-get install chromium`)

/** Debian's Chromium, without what it would ask the world for by itself. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
