const light = {
  window: '#ffffff',
  frame: '#d1d9e0',
  plain: '#1f2328',
  gray: '#59636e',
  red: '#b42318',
  green: '#1a7f37',
  yellow: '#875a00',
  cyan: '#0b7285',
}
const dark: typeof light = {
  window: '#0d1117',
  frame: '#3d444d',
  plain: '#e6edf3',
  gray: '#9198a1',
  red: '#ff7b72',
  green: '#3fb950',
  yellow: '#d29922',
  cyan: '#56d4dd',
}

/** Colours that can be read on their ground, by day and by night; a picture in a page hears which of them it is. */
export const styleSheet = `text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; white-space: pre; }
text, rect, .shape { fill: currentColor; }
.line { fill: none; stroke: currentColor; }
.bold { font-weight: bold; }
${rulesOf(light)}
@media (prefers-color-scheme: dark) {
${rulesOf(dark)}
}`

function rulesOf({ window, frame, ...colours }: typeof light): string {
  return [
    `.window { fill: ${window}; stroke: ${frame}; }`,
    `.inverse { fill: ${window}; }`,
    `.button { fill: ${frame}; }`,
    ...Object.entries(colours).map(([name, colour]) => `.${name} { color: ${colour}; }`),
  ].join('\n')
}
