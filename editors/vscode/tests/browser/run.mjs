// Drives the packaged extension in a real VS Code (code-server) in a headless browser: colours, an error and its fix, a
// completion, a hover, hints, and the preview that follows an edit. Leaves screenshots.
//
//   node tests/browser/run.mjs --tool PATH [--code-server PATH] [--chromium PATH] [--pictures FOLDER]
//
// Needs `npm install` here, playwright-core, code-server, Chromium, artifacts/cell.vsix and the `cell` command.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const { values: options } = parseArgs({
  options: {
    tool: { type: 'string', default: 'cell' },
    'code-server': { type: 'string', default: 'code-server' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    pictures: { type: 'string', default: join(root, 'artifacts/pictures') },
  },
});
const patience = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'cell-vscode-'));
const work = join(folder, 'work');
mkdirSync(work);
mkdirSync(options.pictures, { recursive: true });
const right = readFileSync(join(root, 'examples/quickstart.cell'), 'utf8');
writeFileSync(join(work, 'quickstart.cell'), right.replace('voltage >= 3.8 V', 'voltage >= 3.8 A'));
for (const name of ['materials', 'routes']) {
  copyFileSync(join(root, `examples/ltvo/${name}.cell`), join(work, `${name}.cell`));
}

const port = await freePort();
const common = ['--user-data-dir', join(folder, 'data'), '--extensions-dir', join(folder, 'extensions')];
execFileSync(options['code-server'], [...common, '--install-extension', join(root, 'artifacts/cell.vsix')]);
mkdirSync(join(folder, 'data/User'), { recursive: true });
mkdirSync(join(folder, 'data/Machine'), { recursive: true });
// Where a server runs the editor, the tool's place is a setting of that machine.
writeFileSync(
  join(folder, 'data/Machine/settings.json'),
  JSON.stringify({ 'cell.server.path': options.tool === 'cell' ? '' : resolve(options.tool) }),
);
writeFileSync(
  join(folder, 'data/User/settings.json'),
  JSON.stringify({
    'workbench.startupEditor': 'none',
    'workbench.colorTheme': 'Default Dark Modern',
    'workbench.tips.enabled': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'chat.disableAIFeatures': true,
    'editor.minimap.enabled': false,
    'editor.accessibilitySupport': 'off',
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
  }),
);
const server = spawn(
  options['code-server'],
  [...common, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', work],
  { stdio: 'ignore' },
);
const browser = await chromium.launch({ executablePath: options.chromium, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1360, height: 800 } });
page.setDefaultTimeout(patience);
try {
  await open();
  await step('colours', async () => {
    await page.waitForFunction(() => {
      const spans = [...document.querySelectorAll('.view-line span span')];
      return new Set(spans.map((span) => getComputedStyle(span).color)).size >= 5;
    });
  });
  await step('an error', async () => {
    await page.waitForSelector('.squiggly-error');
    await picture('vscode-error');
  });
  await step('its fix', async () => {
    await goTo('3.8 A');
    await page.keyboard.press('Control+.');
    await page.getByText('Change to `3.8 V`').first().waitFor();
    await page.waitForTimeout(500);
    await picture('vscode-fix');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.squiggly-error', { state: 'detached' });
    await contains('3.8 V or');
  });
  await step('hints', async () => {
    await contains('0.192 mA');
    await picture('vscode-hints');
  });
  await step('a hover', async () => {
    await goTo('LFP {');
    await command('Show or Focus Hover');
    await page.locator('.monaco-hover:visible').getByText('molar mass').waitFor();
    await picture('vscode-hover');
    await page.keyboard.press('Escape');
  });
  await step('a completion', async () => {
    await goTo('discharge at');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type('rest for 10 ');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row').first().waitFor();
    const first = await page.locator('.suggest-widget .monaco-list-row').first().innerText();
    assert.match(first, /^h\b/);
    await picture('vscode-completion');
    await page.keyboard.press('Escape');
    await page.keyboard.type('min');
  });
  await step('the preview, which follows an edit', async () => {
    await command('Cell: Open the Preview');
    const first = await previewImage(undefined);
    await page.waitForTimeout(1000);
    await picture('vscode-preview');
    await page.locator('.view-lines').first().click();
    await goTo('3 times');
    await page.keyboard.press('Delete');
    await page.keyboard.type('5');
    await previewImage(first);
    await picture('vscode-preview-after-edit');
  });
  console.log(`all steps passed; pictures in ${options.pictures}`);
} catch (problem) {
  await picture('vscode-failure');
  showLogs();
  throw problem;
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What VS Code says of the extension, where something went wrong. */
function showLogs() {
  for (const name of readdirSync(join(folder, 'data/logs'), { recursive: true })) {
    if (/exthost|Cell/.test(name) && name.endsWith('.log')) {
      console.error(`--- ${name}\n${readFileSync(join(folder, 'data/logs', name), 'utf8').slice(-3000)}`);
    }
  }
}

async function open() {
  for (let i = 0; ; i++) {
    try {
      await page.goto(`http://127.0.0.1:${port}/?folder=${work}`);
      break;
    } catch (problem) {
      if (i > 100) throw problem;
      await page.waitForTimeout(300);
    }
  }
  await page.waitForSelector('.monaco-workbench');
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input').first().fill('quickstart.cell');
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.view-lines .view-line');
}

async function step(name, act) {
  const start = Date.now();
  await act();
  console.log(`${name}: ${Date.now() - start} ms`);
}

/** Puts the cursor at the start of a text by the editor's own search. */
async function goTo(text) {
  await page.keyboard.press('Control+f');
  const input = page.locator('.find-widget textarea, .find-widget input').first();
  await input.fill(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
}

async function command(name) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${name}`);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
}

async function contains(text) {
  await page.waitForFunction(
    (wanted) => (document.querySelector('.view-lines')?.textContent ?? '').replaceAll('\u00a0', ' ').includes(wanted),
    text,
  );
}

/** The first picture of the preview, once it is another one than before. */
async function previewImage(before) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const source = await frame
        .evaluate(() => document.querySelector('img[src^="data:image/svg"]')?.getAttribute('src') ?? undefined)
        .catch(() => undefined);
      if (source !== undefined && source !== before) return source;
    }
    await page.waitForTimeout(300);
  }
  throw new Error('the preview shows no new picture');
}

async function picture(name) {
  await page.screenshot({ path: join(options.pictures, `${name}.png`) });
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => done(free));
    });
  });
}
