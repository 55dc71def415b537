// Slack's own framework as a client of the workspace at argv[2]: it answers the expected number of different mentions in
// their threads and leaves. Exit code 0 means it did, without an error of its own.
import bolt from '@slack/bolt';

const [slackApiUrl, expected] = process.argv.slice(2);
const answered = new Set();
let finish;
const finished = new Promise((resolve) => { finish = resolve; });

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

app.event('app_mention', async ({ event, say }) => {
  await say({ text: `You said: ${event.text}`, thread_ts: event.thread_ts ?? event.ts });
  answered.add(event.ts);
  if (answered.size >= Number(expected)) finish();
});

await app.start();
await finished;
await app.stop();
