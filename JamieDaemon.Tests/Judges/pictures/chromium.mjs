// Drives a headless Chromium over its debugging pipe: no package, no port.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Draws each page of HTML, as high as what is on it, and answers with the bytes of a PNG each. */
export async function draw(program, pages, width) {
  const profile = mkdtempSync(join(tmpdir(), 'jamie-pictures-'));
  // Without a sandbox, because containers have none to give; the pages are our own and load nothing.
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-lcd-text', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--lang=en-US'];
  const chromium = spawn(program, [...options, `--user-data-dir=${profile}`, '--remote-debugging-pipe'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, TZ: 'UTC' },
  });
  const gone = new Promise((resolve) => chromium.once('exit', resolve).once('error', resolve));
  const call = caller(chromium);
  try {
    const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
    const page = (method, params) => call(method, params, sessionId);
    const { frameTree } = await page('Page.getFrameTree');
    const pictures = [];
    for (const html of pages) {
      await page('Emulation.setDeviceMetricsOverride', { width, height: 100, deviceScaleFactor: 1.25, mobile: false });
      await page('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
      const measured = await page('Runtime.evaluate', {
        expression: 'document.fonts.ready.then(() => Math.ceil(document.body.getBoundingClientRect().height))',
        awaitPromise: true,
      });
      const height = measured.result.value;
      await page('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1.25, mobile: false });
      const { data } = await page('Page.captureScreenshot', { format: 'png' });
      pictures.push(Buffer.from(data, 'base64'));
    }
    return pictures;
  } finally {
    // Killed, it would leave children behind that still write to the profile.
    call('Browser.close').catch(() => {});
    const patience = setTimeout(() => chromium.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(patience);
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** A function that calls a method and waits for its result. Messages end with a zero byte. */
function caller(chromium) {
  const waiting = new Map();
  let last = 0;
  let rest = '';
  const fail = (error) => waiting.forEach(({ reject }) => reject(error));
  chromium.once('error', fail);
  chromium.once('exit', (code) => fail(new Error(`Chromium ended with ${code}.`)));
  chromium.stdio[3].on('error', fail);
  chromium.stdio[4].setEncoding('utf8').on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      chromium.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}
