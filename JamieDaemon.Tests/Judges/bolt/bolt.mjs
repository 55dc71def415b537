// Slack's own framework as a client of the workspace at argv[2]: it does the expected number of different things that members
// ask for and leaves. Exit code 0 means it did, without an error of its own.
import bolt from '@slack/bolt';

const [slackApiUrl, expected] = process.argv.slice(2);
const done = new Set();
let finish;
const finished = new Promise((resolve) => { finish = resolve; });

function did(what) {
  done.add(what);
  if (done.size >= Number(expected)) finish();
}

const app = new bolt.App({
  token: 'xoxb-sandbox',
  appToken: 'xapp-sandbox',
  socketMode: true,
  logLevel: bolt.LogLevel.WARN,
  clientOptions: { slackApiUrl },
});

app.error(async (error) => {
  console.error(error);
  process.exitCode = 1;
});

const plain = (text) => ({ type: 'plain_text', text });

const buttons = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'open', text: plain('Why?'), value: 'q1' }],
};

const modal = (title, blocks) => ({ type: 'modal', callback_id: 'why', title: plain(title), submit: plain('Send'), blocks });

app.event('app_mention', async ({ event, say, sayStream, setStatus }) => {
  if (!event.text.includes('stream')) {
    await say({ text: `You said: ${event.text}`, thread_ts: event.thread_ts ?? event.ts });
    did(event.ts);
    return;
  }

  await setStatus({ status: 'is thinking…', loading_messages: ['reading logs'] });
  const stream = sayStream({ buffer_size: 16 });
  for (let word = 0; word < 20; word++) await stream.append({ markdown_text: `**word** ${word} ` });
  await stream.stop({ blocks: [buttons] });
  did(event.ts);
});

app.action('open', async ({ ack, body, client, respond }) => {
  await ack();
  const question = {
    type: 'input',
    block_id: 'reason',
    label: plain('Why?'),
    optional: true,
    element: { type: 'plain_text_input', action_id: 'text' },
  };
  await client.views.open({ trigger_id: body.trigger_id, view: modal('Why?', [question]) });
  await respond({ text: `Opened for ${body.user.name}`, replace_original: false });
  did('click');
});

app.view('why', async ({ ack, view }) => {
  const reason = view.state.values.reason.text.value;
  if (!reason) {
    await ack({ response_action: 'errors', errors: { reason: 'Please say why.' } });
    return;
  }

  await ack({ response_action: 'update', view: modal('Thanks', [{ type: 'section', text: plain(`Because ${reason}`) }]) });
  did('view');
});

app.shortcut('explain', async ({ ack, respond, shortcut }) => {
  await ack();
  await respond({ text: `About: ${shortcut.message.text}` });
  did('shortcut');
});

app.event('agent_session_stopped', async ({ event, client }) => {
  await client.agents.sessions.setStatus({ channel_id: event.channel, thread_ts: event.thread_ts, status: 'active' });
  did('stop');
});

app.event('message', async ({ event, client }) => {
  for (const file of event.files ?? []) {
    const { file: found } = await client.files.info({ file: file.id });
    const content = await fetch(found.url_private_download, { headers: { Authorization: 'Bearer xoxb-sandbox' } });
    await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: `Read: ${await content.text()}` });
    did(file.id);
  }
});

app.assistant(new bolt.Assistant({
  threadStarted: async ({ say, setSuggestedPrompts, saveThreadContext }) => {
    await say('Hi!');
    await saveThreadContext();
    await setSuggestedPrompts({ title: 'Try', prompts: [{ title: 'Restarts', message: 'why does checkout restart?' }] });
    did('thread');
  },
  userMessage: async ({ message, say, setTitle, setStatus }) => {
    await setTitle(message.text);
    await setStatus('is thinking…');
    await say(`You said: ${message.text}`);
    did(message.ts);
  },
}));

await app.start();
await finished;
await app.stop();
