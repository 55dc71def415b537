// Judges an app manifest by Slack's own types and the TypeScript compiler: node manifest.mjs <manifest.json>
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const manifest = JSON.parse(readFileSync(process.argv[2], 'utf8'))

// Documented by Slack, and newer than these types: https://docs.slack.dev/reference/events/agent_session_stopped and
// https://docs.slack.dev/reference/scopes/assistant.write.
const without = (list, name) => list.filter((item) => item !== name)
manifest.oauth_config.scopes.bot = without(manifest.oauth_config.scopes.bot, 'assistant:write')
const events = manifest.settings.event_subscriptions
events.bot_events = without(events.bot_events, 'agent_session_stopped')

const name = fileURLToPath(new URL('judged.ts', import.meta.url))
const source = `import type { AppsManifestCreateArguments } from '@slack/web-api'
export const manifest: AppsManifestCreateArguments['manifest'] = ${JSON.stringify(manifest, null, 2)}
`
const options = {
  strict: true, noEmit: true, skipLibCheck: true,
  module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022,
}
const host = ts.createCompilerHost(options)
const { fileExists, readFile, getSourceFile } = host
host.fileExists = (path) => path === name || fileExists(path)
host.readFile = (path) => (path === name ? source : readFile(path))
host.getSourceFile = (path, ...rest) =>
  path === name ? ts.createSourceFile(path, source, options.target) : getSourceFile(path, ...rest)

const problems = ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))
for (const problem of problems) console.error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'))
process.exit(problems.length === 0 ? 0 : 1)
