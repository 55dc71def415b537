// Draws conversations with Jamie as PNG files.
//   node pictures.mjs <conversations.json> <folder> <chromium>
// The JSON holds, by the picture's name, messages of { author, blocks | mrkdwn | markdown, whispered }.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createElement as e, Fragment } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { draw } from './chromium.mjs';

const { Message } = createRequire(import.meta.url)('slack-blocks-to-jsx');
const css = readFileSync(new URL('./node_modules/slack-blocks-to-jsx/dist/style.css', import.meta.url), 'utf8');
const ours = readFileSync(new URL('./pictures.css', import.meta.url), 'utf8');
const [input, folder, chromium] = process.argv.slice(2);

const users = [{ id: 'U0JAMIE001', name: 'jamie' }];
const blocksOf = ({ blocks, mrkdwn, markdown }) =>
  blocks ?? [mrkdwn ? { type: 'section', text: { type: 'mrkdwn', text: mrkdwn } } : { type: 'markdown', text: markdown }];

/** Drawn without a browser's script, a menu shows its placeholder: it gets the option that Slack would show as chosen. */
const withChoice = (block) =>
  block.accessory?.initial_option ? { ...block, accessory: { ...block.accessory, placeholder: block.accessory.initial_option.text } } : block;

const draft = (message) => e(Message, { blocks: blocksOf(message).map(withChoice), name: '', logo: '', data: { users }, theme: 'light', withoutWrapper: true });

const line = (message, key) =>
  e('div', { key, className: message.whispered ? 'line whispered' : 'line' },
    e('div', { className: `face ${message.author === 'Jamie' ? 'jamie' : 'person'}` }, message.author[0].toUpperCase()),
    e('div', { className: 'said' },
      message.whispered && e('div', { className: 'only' }, 'Only visible to you'),
      e('div', null, e('b', null, message.author), message.author === 'Jamie' && e('span', { className: 'app' }, 'APP')),
      draft(message),
      message.markdown && e('span', { className: 'cursor' })));

const page = (name, messages) => {
  const body = name === 'home' ? e('div', { className: 'home' }, draft(messages[0])) : e(Fragment, null, messages.map(line));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>${css}${ours}</style><body>${renderToStaticMarkup(body)}</body></html>`;
};

const conversations = Object.entries(JSON.parse(readFileSync(input, 'utf8')));
const pictures = await draw(chromium, conversations.map(([name, messages]) => page(name, messages)), 760);
conversations.forEach(([name], i) => writeFileSync(join(folder, `${name}.png`), pictures[i]));
