import { readJson } from '../http/body.ts'
import { HttpError } from '../http/errors.ts'
import type { Router } from '../http/router.ts'
import { sendJson, sendText } from '../http/send.ts'

/** An example: all that is served until you add routes of your own. */
export function addGreetingRoutes(router: Router): void {
  router.add('GET', '/', (ctx) => sendText(ctx, 200, 'Hello from my-api\n'), { summary: 'A greeting' })

  router.add(
    'POST',
    '/',
    async (ctx) => {
      const { name } = await readJson(ctx)
      if (typeof name !== 'string') throw new HttpError(400, 'name must be a string')
      sendJson(ctx, 200, { message: `Hello ${name}` })
    },
    { summary: 'A greeting for the name in the body' },
  )
}
