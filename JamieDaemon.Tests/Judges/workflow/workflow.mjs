// workflow.mjs FILE: what GitHub's parser says of a workflow, a line for each mistake.
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'

// The package imports its schema as JSON without saying so, which node refuses.
register('data:text/javascript,' + encodeURIComponent(
  'export const load = (url, context, next) => next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context)'))
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')

const [file] = process.argv.slice(2)
const parsed = parseWorkflow({ name: file, content: await readFile(file, 'utf8') }, new NoOperationTraceWriter())
const template = await convertWorkflowTemplate(parsed.context, parsed.value)
const mistakes = (template.errors ?? []).map(error => error.Message)
if (!(template.jobs?.length > 0)) mistakes.push('it has no job')
console.log(mistakes.join('\n'))
process.exitCode = mistakes.length > 0 ? 1 : 0
