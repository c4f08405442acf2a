import { showFault } from '../src/lint/fault.ts'
import { lintTemplates } from './workshop/lint-templates.ts'
import { readTemplates } from './workshop/request.ts'
import { tellFailure } from './workshop/tell.ts'

// `npm run lint:templates` looks for what renders, and is yet wrong or in vain.
await tellFailure(() => {
  const faults = lintTemplates(readTemplates())
  for (const fault of faults) console.error(showFault(fault))
  if (faults.length > 0) process.exitCode = 1
  else console.log('templates: nothing to complain of')
})
