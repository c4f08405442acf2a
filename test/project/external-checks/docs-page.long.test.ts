import { createServer, request as httpRequest, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseSpecification } from '../../../src/resource/parse-specification.ts'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { makeProject, type Project, type RunningServer } from '../http/server.ts'
import { hasBrowser, launchBrowser } from './browser.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const features = ['resource', 'docs', 'security-headers', 'health', 'cors', 'compression', 'rate-limit']
const specifications = [
  'articles title:string(1..200):unique rank:integer(0..9):default=3 kind:enum=news,opinion timestamps',
  'todos title:string done:boolean:optional',
]
/** A stream that only a client ends, and a route that says nothing of itself. */
const ownRoutes = `
  router.add('GET', '/ticks', ({ res }) => {
    res.writeHead(200, { 'Content-Type': 'text/plain' })
    res.write('tick')
  }, { longLived: true })
  router.add('GET', '/bare/:a/*', (ctx) => sendText(ctx, 200, \`\${ctx.params.a}|\${ctx.params.rest}|\${ctx.target.query}\`))
`

describe.skipIf(!hasBrowser)('the docs page', () => {
  let browser: Browser
  let project: Project
  let server: RunningServer
  let proxy: Server
  let page: Page
  let errors: string[]

  beforeAll(async () => {
    browser = await launchBrowser()
    const answers = { ...answersFor(realPack, features, 20), resources: specifications.map(parseSpecification) }
    project = makeProject(answers, {
      'src/app.ts': (text) =>
        `import { sendText } from './http/send.ts'\n${text}`.replace(/.*Routes of your own.*/, ownRoutes),
    })
    server = await project.start({ BASE_PATH: '/shop', RATE_LIMIT_MAX: '1000000' })
    // Removes the path that it is found below, as many proxies do.
    proxy = createServer(({ url = '', method, headers }, res) => {
      const path = url.replace(/^\/shop(?=\/)/, '')
      if (path === url) return void res.writeHead(404).end()
      const forwarded = httpRequest({ port: server.port, path, method, headers }, (response) => {
        res.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(res)
      })
      res.on('close', () => forwarded.destroy())
      forwarded.on('error', () => res.destroy())
      res.req.pipe(forwarded)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  })

  afterAll(async () => {
    await browser?.close()
    proxy.closeAllConnections()
    proxy.close()
    await server.stop()
    project.remove()
  })

  beforeEach(async () => {
    page = await open({})
  })

  afterEach(async () => {
    await page.context().close()
    expect(errors).toEqual([])
  })

  async function open(options: BrowserContextOptions): Promise<Page> {
    const opened = await (await browser.newContext(options)).newPage()
    opened.setDefaultTimeout(10_000)
    errors = []
    opened.on('console', (message) => {
      if (/Content Security Policy|Refused/.test(message.text())) errors.push(message.text())
    })
    opened.on('pageerror', (error) => errors.push(String(error)))
    await opened.goto(`${shop()}/docs`)
    return opened
  }

  const shop = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/shop`
  const route = (name: string) => page.locator('section.route', { has: page.locator(`h3 code:text-is("${name}")`) })

  /** Sends the form of a route, and resolves to it when the response is there. */
  async function send(name: string, fill: (form: Locator) => Promise<void> = async () => {}): Promise<Locator> {
    const section = route(name)
    await section.locator('summary').click()
    await fill(section)
    await section.getByRole('button', { name: 'Send' }).click()
    await section.locator('.status', { hasText: /after \d+ ms$/ }).waitFor()
    await section.getByRole('button', { name: 'Send' }).waitFor()
    return section
  }

  test('sends the example of a form, and shows status, time, headers and body', async () => {
    const section = await send('POST /api/todos')
    expect(await section.locator('.status').textContent()).toMatch(/^201 Created after \d+ ms$/)
    const [headers = '', body = ''] = await section.locator('.response pre').allTextContents()
    expect(headers).toMatch(/^location: \/shop\/api\/todos\/\d+$/m)
    expect(JSON.parse(body)).toMatchObject({ title: 'Buy milk' })
    expect(body).toContain('\n  "title"')
  })

  test('sends parameters of the path and the query', async () => {
    const list = await send('GET /api/todos', async (form) => {
      await form.getByLabel('limit').fill('5')
      await form.getByLabel('sort').selectOption('-id')
    })
    expect(JSON.parse((await list.locator('.content').textContent()) ?? '')).toMatchObject({ limit: 5 })
    const bare = await send('GET /bare/:a/*', async (form) => {
      await form.getByLabel('a', { exact: true }).fill('x/y?')
      await form.getByLabel('rest').fill('b c/d')
    })
    expect(await bare.locator('.content').textContent()).toBe('x/y?|b c/d|')
  })

  test('shows an error of the server, and one of the form', async () => {
    const refused = await send('POST /api/articles', (form) => form.locator('[data-in=body]').fill('{"rank":10}'))
    expect(await refused.locator('.status').textContent()).toMatch(/^400 Bad Request/)
    expect(await refused.locator('.content').textContent()).toContain('must be at most 9')
    const wrong = await send('GET /api/articles', (form) => form.getByLabel('Headers').fill('no header'))
    expect(await wrong.locator('.status').textContent()).toMatch(/^TypeError/)
    const empty = await send('DELETE /api/articles/:id', (form) => form.locator('[name=id]').fill('99'))
    expect(await empty.locator('.status').textContent()).toMatch(/^404/)
  })

  test('shows a stream as it arrives, and stops it', async () => {
    const section = route('GET /ticks')
    await section.locator('summary').click()
    await section.getByRole('button', { name: 'Send' }).click()
    await section.locator('.content', { hasText: 'tick' }).waitFor()
    await section.getByRole('button', { name: 'Stop' }).click()
    await section.locator('.status', { hasText: /^Stopped after/ }).waitFor()
  })

  test('writes curl lines for the address that it was opened at, and copies them', async () => {
    const line = `curl '${shop()}/api/articles/1'`
    const section = route('GET /api/articles/:id')
    expect(await section.locator('.curl pre').textContent()).toBe(line)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await section.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(line)
  })

  test('selects a line where there is no clipboard', async () => {
    await page.evaluate('delete Navigator.prototype.clipboard')
    await route('GET /api/todos').getByRole('button', { name: 'Copy' }).click()
    await page.getByText('The line is selected').waitFor()
    expect(await page.evaluate('String(getSelection()).trim()')).toBe(`curl '${shop()}/api/todos'`)
  })

  test('is of use with the keyboard alone', async () => {
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the routes')
    await page.keyboard.press('Enter')
    const reach = async (words: string) => {
      for (let stops = 0; stops < 500; stops += 1) {
        await page.keyboard.press('Tab')
        const focused = 'document.activeElement.closest("label, a, button, summary, pre")?.textContent.trim() ?? ""'
        if (((await page.evaluate(focused)) as string).startsWith(words)) return
      }
      throw new Error(`the Tab key does not lead to "${words}"`)
    }
    await reach('Try it POST /api/todos')
    await page.keyboard.press('Enter')
    await reach('Headers')
    await reach('Body')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('{"title":"typed"}')
    await reach('Send')
    await page.keyboard.press('Enter')
    const section = route('POST /api/todos')
    await section.locator('.status', { hasText: /^201/ }).waitFor()
    expect(await section.getByRole('status').count()).toBe(1)
    await reach('{')
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('group')
  })

  test('has anchors for groups, routes and schemas, each of which is there', async () => {
    const anchors = (await page.evaluate(
      `[...document.querySelectorAll('a[href^="#"]')].map((a) => a.hash.slice(1))`,
    )) as string[]
    const ids = (await page.evaluate(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`)) as string[]
    expect(new Set(ids).size).toBe(ids.length)
    expect(anchors.filter((anchor) => !ids.includes(anchor))).toEqual([])
    for (const id of ['group-articles', 'group-other-routes', 'getApiArticlesById', 'schema-Article', 'schema-Problem'])
      expect(ids).toContain(id)
  })

  test('shows types, rules, defaults and examples of fields', async () => {
    const row = (name: string) => route('POST /api/articles').locator('tr', { hasText: name }).first()
    expect(await row('title').allInnerTexts()).toEqual([
      'title\tstring\trequired; unique; 1 to 200 characters\tA walk along the river',
    ])
    expect(await row('rank').allInnerTexts()).toEqual([expect.stringMatching(/^rank\tinteger\t0 to 9; default 3\t\d$/)])
    expect(await row('createdAt').allInnerTexts()).toEqual([expect.stringContaining('the server sets it')])
  })

  test('is whole without its script', async () => {
    const plain = await open({ javaScriptEnabled: false })
    expect(await plain.locator('summary:visible, .copy:visible').count()).toBe(0)
    expect(await plain.locator('.curl').first().textContent()).toContain(
      "curl 'http://localhost:3000/shop/api/articles'",
    )
    await plain.context().close()
  })

  test.each<[string, BrowserContextOptions]>([
    ['light', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
    ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 800 } }],
    ['on a phone', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
  ])('is accessible with a form open and a response shown, %s', async (_look, options) => {
    // axe is a script of another, which the policy of the page does not let run.
    await page.context().close()
    page = await open({ ...options, bypassCSP: true })
    await send('POST /api/todos')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.viewport?.width)
    await page.addScriptTag({ path: axe })
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults
    expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html)}`)).toEqual([])
  })
})
