// Judges the sandbox's model server with Ollama's own JavaScript client: node ollama.mjs <url> <chat model> <embedding model>
import assert from 'node:assert/strict'
import { Ollama } from 'ollama'

const [host, model, embedder] = process.argv.slice(2)
const ollama = new Ollama({ host })
const messages = [
  { role: 'system', content: 'You are Jamie, an SRE assistant.' },
  { role: 'user', content: 'Ada wrote: checkout was deployed at 14:02' },
  { role: 'user', content: 'When was checkout deployed?' },
]

const version = await ollama.version()
assert.match(version.version, /^\d+\.\d+\.\d+$/)

const { models } = await ollama.list()
assert.deepEqual(models.map((m) => m.name), [`${model}:latest`, `${embedder}:latest`])
assert.match(models[0].digest, /^[0-9a-f]{64}$/)
assert.ok(models[0].size > 0 && models[0].details.family)

const shown = await ollama.show({ model })
assert.ok(shown.capabilities.includes('completion'))
const architecture = shown.model_info['general.architecture']
assert.ok(shown.model_info[`${architecture}.context_length`] > 0)

const whole = await ollama.chat({ model, messages, stream: false })
assert.equal(whole.message.role, 'assistant')
assert.match(whole.message.content, /When was checkout deployed\?/)
assert.match(whole.message.content, /deployed at 14:02/)
assert.equal(whole.done, true)
assert.equal(whole.done_reason, 'stop')
assert.ok(whole.total_duration > 0 && whole.prompt_eval_count > 0 && whole.eval_count > 0)

let streamed = ''
let parts = 0
let last
for await (const part of await ollama.chat({ model, messages, stream: true })) {
  streamed += part.message.content
  parts++
  last = part
}
assert.equal(streamed, whole.message.content)
assert.ok(parts > 5)
assert.equal(last.done, true)
assert.ok(last.eval_duration > 0)

const short = await ollama.chat({ model, messages, options: { num_predict: 3 } })
assert.equal(short.done_reason, 'length')
assert.equal(short.eval_count, 3)

const generated = await ollama.generate({ model, prompt: 'Is it DNS?', system: 'Be brief.' })
assert.match(generated.response, /Is it DNS\?/)

const running = await ollama.ps()
assert.equal(running.models[0].name, `${model}:latest`)
assert.ok(new Date(running.models[0].expires_at) > new Date())

const { embeddings } = await ollama.embed({ model: embedder, input: ['pods restart', 'restart the pods', 'quarterly budget'] })
const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0)
assert.equal(embeddings.length, 3)
for (const embedding of embeddings) assert.ok(Math.abs(dot(embedding, embedding) - 1) < 1e-3)
assert.ok(dot(embeddings[0], embeddings[1]) > dot(embeddings[0], embeddings[2]) + 0.3)

const pulled = []
for await (const progress of await ollama.pull({ model, stream: true })) pulled.push(progress.status)
assert.equal(pulled[0], 'pulling manifest')
assert.equal(pulled.at(-1), 'success')

const refused = async (promise, status, error) => {
  const failure = await promise.then(() => assert.fail('not refused'), (e) => e)
  assert.equal(failure.status_code, status)
  assert.equal(failure.error, error)
}
await refused(ollama.chat({ model: 'nobody', messages }), 404, "model 'nobody' not found")
await refused(ollama.show({ model: 'nobody' }), 404, "model 'nobody' not found")
await refused(ollama.chat({ model, messages, think: true }), 400, `"${model}" does not support thinking`)
await refused(ollama.chat({ model: embedder, messages }), 400, `"${embedder}" does not support chat`)

const abandoned = await ollama.chat({ model, messages, stream: true })
await assert.rejects(async () => {
  for await (const _ of abandoned) abandoned.abort()
}, { name: 'AbortError' })

console.log('ok')
