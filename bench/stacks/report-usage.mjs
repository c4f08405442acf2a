// Loaded ahead of a server (`node --import`): answers its parent with the CPU time and memory that it has used. Where it
// is asked to, it collects all garbage before (`node --expose-gc`).
process.on('message', (question) => {
  if (question === 'collect') globalThis.gc?.()
  process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage() })
})
process.channel?.unref()
