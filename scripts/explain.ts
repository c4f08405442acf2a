import { wrongRequest } from '../src/model/failure.ts'
import { renderLines } from '../src/render/render.ts'
import { explain } from './workshop/explain.ts'
import { readRequest } from './workshop/request.ts'
import { tellFailure } from './workshop/tell.ts'

// `npm run explain -- src/app.ts:12 --preset full` prints which template lines the lines of a project come from.
await tellFailure(() => {
  const { pack, answers, word } = readRequest(process.argv.slice(2))
  if (word === undefined) {
    throw wrongRequest('name a file of the project: npm run explain -- src/app.ts, or one line of it, src/app.ts:12')
  }
  console.log(explain(renderLines(pack, answers), word))
})
