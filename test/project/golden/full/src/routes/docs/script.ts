/** The script of the page: copies curl lines, and sends what is in the forms. Everything it shows, it shows as text. */
export const script = String.raw`
const mostShown = 100000
const running = new Map()

for (const element of document.querySelectorAll('.origin')) element.textContent = location.origin
for (const element of document.querySelectorAll('.copy, .try')) element.hidden = false

document.addEventListener('click', ({ target }) => {
  if (target.matches('.copy')) copy(target.previousElementSibling)
})

document.addEventListener('submit', (event) => {
  event.preventDefault()
  const form = event.target
  if (running.has(form)) running.get(form).abort()
  else send(form)
})

async function copy(line) {
  try {
    await navigator.clipboard.writeText(line.textContent)
    announce('Copied')
  } catch {
    /* Browsers have a clipboard for https and localhost alone. */
    getSelection().selectAllChildren(line)
    announce('The line is selected: copy it with the keyboard')
  }
}

function announce(text) {
  const place = document.getElementById('announcement')
  place.textContent = text
  place.className = 'seen'
  setTimeout(() => { place.className = 'unseen' }, 3000)
}

async function send(form) {
  const controller = new AbortController()
  const button = form.querySelector('button')
  const status = form.querySelector('.status')
  const shown = form.querySelector('.response')
  const [headers, content] = shown.querySelectorAll('pre')
  running.set(form, controller)
  button.textContent = 'Stop'
  status.textContent = 'Sending'
  shown.hidden = true
  content.textContent = ''
  const start = performance.now()
  const time = () => ' after ' + Math.round(performance.now() - start) + ' ms'
  try {
    const response = await fetch(urlOf(form), { ...optionsOf(form), signal: controller.signal })
    status.textContent = response.status + ' ' + response.statusText + time()
    headers.textContent = [...response.headers].map((pair) => pair.join(': ')).join('\n')
    shown.hidden = false
    await showBody(response, content)
    status.textContent = response.status + ' ' + response.statusText + time()
  } catch (error) {
    status.textContent = (controller.signal.aborted ? 'Stopped' : String(error)) + time()
  }
  running.delete(form)
  button.textContent = 'Send'
}

/** Shows what has arrived as it arrives: a stream of events may never end. */
async function showBody(response, place) {
  const reader = response.body && response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (reader && text.length < mostShown) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
    place.textContent = text
  }
  if (text.length >= mostShown) {
    await reader.cancel()
    place.textContent = text.slice(0, mostShown) + '\n(the rest is not shown)'
  } else {
    const isJson = /[/+]json/.test(response.headers.get('content-type'))
    place.textContent = (isJson ? indent(text) : text) || '(empty)'
  }
}

function indent(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}

function inputsOf(form, place) {
  return [...form.elements].filter((element) => element.dataset.in === place)
}

function urlOf(form) {
  const values = new Map(inputsOf(form, 'path').map(({ name, value }) => [name, value]))
  const segments = form.dataset.path.split('/').map((segment) => {
    if (segment === '*') return values.get('rest').split('/').map(encodeURIComponent).join('/')
    return segment.startsWith(':') ? encodeURIComponent(values.get(segment.slice(1))) : segment
  })
  const given = inputsOf(form, 'query').filter(({ value }) => value !== '')
  const query = new URLSearchParams(given.map(({ name, value }) => [name, value])).toString()
  return document.body.dataset.base + segments.join('/') + (query && '?' + query)
}

function optionsOf(form) {
  const [body] = inputsOf(form, 'body')
  const lines = inputsOf(form, 'headers')[0].value.split('\n').filter((line) => line.trim() !== '')
  const headers = lines.map((line) => [line.split(':', 1)[0].trim(), line.slice(line.indexOf(':') + 1).trim()])
  return { method: form.dataset.method, headers, cache: 'no-store', ...(body && body.value && { body: body.value }) }
}
`
