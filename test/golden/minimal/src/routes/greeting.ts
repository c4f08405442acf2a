import type { Router } from '../http/router.ts'
import { sendText } from '../http/send.ts'

/** The one page of a server that serves nothing else yet. */
export function addGreetingRoute(router: Router): void {
  router.add('GET', '/', (ctx) => sendText(ctx, 200, 'Hello from my-api\n'), { summary: 'A greeting' })
}
