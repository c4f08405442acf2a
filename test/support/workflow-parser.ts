import type * as Parser from '@actions/workflow-parser'
import { build } from 'esbuild'

let loading: Promise<typeof Parser> | undefined

/** What GitHub would object to in a workflow: the schema of workflows, and the expressions in them. */
export async function objectionsTo(content: string): Promise<readonly string[]> {
  loading ??= load()
  const parser = await loading
  const { context, value } = parser.parseWorkflow({ name: 'ci.yml', content }, new parser.NoOperationTraceWriter())
  if (value) await parser.convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(String)
}

async function load(): Promise<typeof Parser> {
  // GitHub's own parser imports JSON in a way that only bundlers understand.
  const { outputFiles } = await build({
    entryPoints: ['@actions/workflow-parser'],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
  })
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`)
}
