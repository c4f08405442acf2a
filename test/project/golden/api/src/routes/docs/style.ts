/** The style of the page: light or dark as the reader prefers, and for screens of any width. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#fbfaf7, #14191f);
  --text: light-dark(#1c2733, #e4e8ec);
  --quiet: light-dark(#55606b, #a3adb7);
  --accent: light-dark(#14663f, #6fd3a0);
  --box: light-dark(#efece4, #222a33);
  --line: light-dark(#d8d3c6, #37414c);
  scroll-padding-top: 1rem;
}
body {
  margin: 0 auto;
  padding: 0 1rem 4rem;
  max-width: 74rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1, a { color: var(--accent); }
h1 { margin: 2rem 0 .5rem; font-size: 2rem; line-height: 1.2; }
h2 { margin: 3rem 0 1rem; font-size: 1.5rem; }
h3 { margin: 0; font-weight: normal; }
h3 code { font-size: 1.125rem; font-weight: 600; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
h4 { margin: 1.25rem 0 .25rem; font-size: .875rem; color: var(--quiet); }
p { margin: .25rem 0 .75rem; }
code, pre, textarea { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: .875rem; }
pre { margin: 0; padding: .75rem 1rem; border-radius: .375rem; background: var(--box); white-space: pre-wrap; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem; background: var(--page); }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
.seen {
  position: fixed;
  bottom: 1rem;
  right: 1rem;
  padding: .5rem 1rem;
  border-radius: .375rem;
  background: var(--text);
  color: var(--page);
}

nav ul { margin: 0; padding: 0; list-style: none; }
nav > ul > li { margin: .75rem 0; }
nav ul ul { font-size: .8125rem; }
nav ul ul a { display: block; padding: .125rem 0; color: inherit; text-decoration: none; }
nav ul ul a:hover { text-decoration: underline; }
nav b { display: inline-block; min-width: 3.75rem; color: var(--quiet); }

.route { margin: 0 0 1.5rem; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; }
.curl { display: flex; align-items: start; gap: .5rem; }
.curl pre { flex: 1; min-width: 0; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .375rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th, td { overflow-wrap: break-word; }
td code { overflow-wrap: anywhere; }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--quiet); font-weight: normal; }
tbody th { font-weight: 600; }

.try { margin-top: 1.25rem; border-top: 1px solid var(--line); padding-top: .75rem; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; }
.inputs { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: 0 1rem; }
label { display: block; margin-top: .75rem; color: var(--quiet); font-size: .875rem; }
input, select, textarea {
  box-sizing: border-box;
  display: block;
  width: 100%;
  padding: .375rem .5rem;
  border: 1px solid var(--quiet);
  border-radius: .25rem;
  background: var(--page);
  color: var(--text);
  font-size: 1rem;
}
textarea { resize: vertical; }
button {
  padding: .375rem 1rem;
  border: 1px solid var(--accent);
  border-radius: .25rem;
  background: none;
  color: var(--accent);
  font: inherit;
  cursor: pointer;
}
form button { margin-top: 1rem; background: var(--accent); color: var(--page); }
.status { margin: .75rem 0 0; font-weight: 600; }
.content { max-height: 24rem; overflow-y: auto; }

@media (max-width: 40rem) {
  .route { padding: .75rem; }
  .curl { flex-direction: column; align-items: stretch; }
  thead { display: none; }
  tr { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .375rem 0; border-bottom: 1px solid var(--line); }
  th, td { padding: 0; border: 0; overflow-wrap: anywhere; }
  td:empty { display: none; }
}
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 18rem 1fr; gap: 0 2.5rem; align-items: start; }
  header { grid-column: 1 / 3; }
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; }
  main { min-width: 0; }
  h2:first-child { margin-top: 1rem; }
}
`
