// Loaded ahead of a server (`node --import`): answers its parent with the CPU time and memory that it has used.
process.on('message', () => {
  process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage() })
})
process.channel?.unref()
