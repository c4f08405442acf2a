import { readJson } from '../http/body.ts'
import { HttpError } from '../http/errors.ts'
import type { Router } from '../http/router.ts'
import { sendJson } from '../http/send.ts'
import { jsonResponse } from '../openapi.ts'

const text = { type: 'string' }
const greeted = { type: 'object', required: ['name'], properties: { name: text } }
const greeting = { type: 'object', required: ['message'], properties: { message: text } }
/** An example: the type of `params` follows from the pattern. */
export function addHelloRoutes(router: Router): void {
  router.add('GET', '/hello/:name', (ctx) => sendJson(ctx, 200, { message: `Hello ${ctx.params.name}` }), {
    summary: 'A greeting',
    operation: { responses: { 200: jsonResponse('The greeting', greeting) } },
  })

  router.add(
    'POST',
    '/hello',
    async (ctx) => {
      const { name } = await readJson(ctx)
      if (typeof name !== 'string') throw new HttpError(400, 'name must be a string')
      sendJson(ctx, 200, { message: `Hello ${name}` })
    },
    {
      summary: 'A greeting for the name in the body',
      example: { name: 'Ada' },
      operation: {
        requestBody: { required: true, content: { 'application/json': { schema: greeted } } },
        responses: { 200: jsonResponse('The greeting', greeting) },
      },
    },
  )
}
