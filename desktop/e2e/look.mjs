import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './house.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A page of somebody who followed a fresh sign-in link; fails the test on an error of its own. */
export async function signIn(browser, house, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    colorScheme: 'dark',
    bypassCSP: true,
    ...options,
  });
  const page = await context.newPage();
  await page.goto(await house.signInLink());
  await page.getByRole('main').waitFor();
  return page;
}

/** Waits until the room shows its content: there is some, nothing is loading or moving, every font is there. */
export async function settled(page) {
  await page.waitForFunction(() => {
    const main = document.querySelector('main');
    const passing = document
      .getAnimations()
      .filter((it) => it.playState === 'running' && it.effect?.getComputedTiming().iterations !== Infinity);
    return (
      main !== null &&
      main.innerText.trim() !== '' &&
      main.querySelector('[role="status"][aria-label]') === null &&
      passing.length === 0 &&
      document.fonts.status === 'loaded'
    );
  });
}

/** No violation of WCAG 2.1 A and AA that axe-core can see. */
export async function accessible(page, name) {
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    });
    return result.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
  assert.deepEqual(found, [], `axe on ${name}`);
}

const PICTURES = path.join(ROOT, 'desktop/test-results');

/** Keeps what the page looks like; `npm run pictures` takes the README's from there. */
export async function picture(page, name) {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}
